import { GraphiQL } from 'graphiql';
import { useMemo, useState } from 'react';
import { loadCredentials, saveCredentials, type Credentials } from './credentials';
import { createFetcher } from './fetcher';
import { Header } from './Header';
import { labelsOf, loadLanguage, saveLanguage, type Language } from './labels';

/** GraphiQL below a bar that says who is calling. The schema is loaded once that is known. */
export function App() {
  const [credentials, setCredentials] = useState(loadCredentials);
  const [language, setLanguage] = useState(loadLanguage);
  const fetcher = useMemo(() => createFetcher(credentials), [credentials]);
  const query = new URLSearchParams(location.search).get('query') ?? undefined;

  function changeCredentials(next: Credentials) {
    saveCredentials(next);
    setCredentials(next);
  }

  function changeLanguage(next: Language) {
    saveLanguage(next);
    document.documentElement.lang = next;
    setLanguage(next);
  }

  return (
    <>
      <Header key={language} credentials={credentials} language={language} onCredentials={changeCredentials} onLanguage={changeLanguage} />
      <main>
        <GraphiQL
          key={credentials.kind === 'none' ? 'none' : credentials.value}
          fetcher={fetcher}
          schema={credentials.kind === 'none' ? null : undefined}
          initialQuery={query}
          defaultQuery={labelsOf(language).sample}
          isHeadersEditorEnabled
          shouldPersistHeaders={false}
        />
      </main>
    </>
  );
}
