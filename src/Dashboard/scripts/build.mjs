// Builds the page into the folder given, called by Dashboard.targets. Several builds may run at once: one of them works, the others
// wait for it, and the folder is swapped in one step, so that nobody sees half of it.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const target = resolve(process.argv[2] ?? join(root, 'dist'));
const work = join(root, 'obj');
const lock = join(work, 'build.lock');
const log = join(work, 'build.log');
const marker = join(work, 'built.sha256');

mkdirSync(work, { recursive: true });
await acquireLock();
try {
  build();
} finally {
  rmSync(lock, { force: true });
}

function build() {
  writeFileSync(log, '');
  const index = join(target, 'index.html');
  const inputs = hashOf(inputFiles()) + target;
  if (!existsSync(index) || read(marker) !== inputs) {
    installPackages();
    const fresh = join(work, 'fresh');
    rmSync(fresh, { recursive: true, force: true });
    run(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--outDir', fresh, '--emptyOutDir']);
    const old = join(work, 'old');
    rmSync(old, { recursive: true, force: true });
    mkdirSync(dirname(target), { recursive: true });
    if (existsSync(target)) renameSync(target, old);
    renameSync(fresh, target);
    rmSync(old, { recursive: true, force: true });
    writeFileSync(marker, inputs);
  }
  const now = new Date();
  utimesSync(index, now, now);
}

function installPackages() {
  const installed = join(root, 'node_modules/.installed.sha256');
  const wanted = hashOf([join(root, 'package-lock.json')]);
  if (read(installed) === wanted) return;
  run('npm', ['ci', '--no-audit', '--no-fund']);
  writeFileSync(installed, wanted);
}

function inputFiles() {
  const sources = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return [...sources, ...['index.html', 'package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts'].map((name) => join(root, name))];
}

function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function run(command, args) {
  const result = spawnSync(command, args, { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' && command === 'npm' });
  appendFileSync(log, `${result.stdout ?? ''}${result.stderr ?? ''}${result.error ?? ''}\n`);
  if (result.status !== 0) {
    rmSync(lock, { force: true });
    console.log(`${command} failed, see ${log}`);
    process.exit(1);
  }
}

async function acquireLock() {
  for (let attempt = 0; attempt < 3000; attempt++) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const owner = Number(read(lock));
    if (owner && !isAlive(owner)) rmSync(lock, { force: true });
    else await new Promise((wake) => setTimeout(wake, 100));
  }
  console.log('Another build of the page has not ended within 5 minutes.');
  process.exit(1);
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
