import { useState, type FormEvent } from 'react';
import { requestDevelopmentToken, type Credentials } from './credentials';
import { labelsOf, type Language } from './labels';

interface HeaderProps {
  credentials: Credentials;
  language: Language;
  onCredentials(credentials: Credentials): void;
  onLanguage(language: Language): void;
}

/** The bar above GraphiQL: who is calling, and in which language the page speaks. */
export function Header({ credentials, language, onCredentials, onLanguage }: HeaderProps) {
  const labels = labelsOf(language);
  return (
    <header className="bar">
      <strong>CrmGraph</strong>
      {credentials.kind === 'none' ? (
        <SignIn labels={labels} onCredentials={onCredentials} />
      ) : (
        <>
          <span role="status">{credentials.kind === 'apiKey' ? labels.withKey : `${labels.as} ${credentials.email}`}</span>
          <button type="button" onClick={() => onCredentials({ kind: 'none' })}>
            {labels.signOut}
          </button>
        </>
      )}
      <button type="button" className="language" onClick={() => onLanguage(language === 'en' ? 'zh' : 'en')}>
        {labels.otherLanguage}
      </button>
    </header>
  );
}

function SignIn({ labels, onCredentials }: { labels: ReturnType<typeof labelsOf>; onCredentials(credentials: Credentials): void }) {
  const [key, setKey] = useState('');
  const [email, setEmail] = useState('');
  const [notice, setNotice] = useState(labels.signedOut);

  function submitKey(event: FormEvent) {
    event.preventDefault();
    if (key.trim()) onCredentials({ kind: 'apiKey', value: key.trim() });
  }

  async function submitEmail(event: FormEvent) {
    event.preventDefault();
    const answer = await requestDevelopmentToken(email.trim());
    if (typeof answer === 'string') setNotice(labels[answer]);
    else onCredentials(answer);
  }

  return (
    <>
      <form onSubmit={submitEmail}>
        <input type="email" name="email" required aria-label={labels.email} placeholder={labels.email} value={email} onChange={(e) => setEmail(e.target.value)} />
        <button type="submit">{labels.signIn}</button>
      </form>
      <form onSubmit={submitKey}>
        <input type="password" name="apiKey" autoComplete="off" aria-label={labels.apiKey} placeholder={labels.apiKey} value={key} onChange={(e) => setKey(e.target.value)} />
        <button type="submit">{labels.useKey}</button>
      </form>
      <span role="status">{notice}</span>
    </>
  );
}
