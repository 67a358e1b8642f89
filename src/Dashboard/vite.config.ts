import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The page is served at /graphql itself, its files below /graphql/ide, so that / stays free for the web front page.
export default defineConfig({
  base: '/graphql/ide/',
  plugins: [react()],
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 10_000,
  },
  server: {
    proxy: {
      '^/graphql$': { target: 'http://localhost:5080', ws: true },
      '/dev': 'http://localhost:5080',
    },
  },
});
