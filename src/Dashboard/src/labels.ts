export type Language = 'en' | 'zh';

const en = {
  apiKey: 'API key',
  email: 'E-mail, e.g. director@crmgraph.example',
  signIn: 'Sign in',
  signOut: 'Sign out',
  useKey: 'Use key',
  signedOut: 'Enter an API key, or get a development token, to load the schema.',
  withKey: 'Using an API key',
  as: 'Signed in as',
  unavailable: 'This server hands out no development tokens.',
  unknownUser: 'No such demo user. The start-up log of the server names some.',
  otherLanguage: '中文',
  sample: '# Press Ctrl+Enter to run\nquery Me {\n  me {\n    id\n    name\n  }\n}\n',
};

const zh: typeof en = {
  apiKey: 'API 密钥',
  email: '邮箱，如 director@crmgraph.example',
  signIn: '登录',
  signOut: '退出',
  useKey: '使用密钥',
  signedOut: '请输入 API 密钥或获取开发令牌以加载 schema。',
  withKey: '正在使用 API 密钥',
  as: '已登录：',
  unavailable: '此服务器不提供开发令牌。',
  unknownUser: '没有这个演示用户，服务器启动日志中列出了可用的用户。',
  otherLanguage: 'English',
  sample: '# 按 Ctrl+Enter 运行\nquery Me {\n  me {\n    id\n    name\n  }\n}\n',
};

const storageKey = 'crmgraph.language';

export function loadLanguage(): Language {
  const stored = localStorage.getItem(storageKey);
  if (stored === 'en' || stored === 'zh') return stored;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

export function saveLanguage(language: Language): void {
  localStorage.setItem(storageKey, language);
}

export function labelsOf(language: Language): typeof en {
  return language === 'zh' ? zh : en;
}
