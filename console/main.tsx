import '@cloudscape-design/global-styles/index.css';
import './page.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { CloudscapeWords } from './i18n/cloudscape.tsx';
import { SpeechProvider } from './i18n/language.tsx';
import { keepLook } from './look.ts';
import { queryClient } from './queries.ts';
import { router } from './routes.tsx';

keepLook();

/** How long the first picture of the page waits for its data, so that it is drawn once. */
const patience = 400;

const page = document.getElementById('page');
if (page === null) throw new Error('index.html has no element "page".');
await Promise.race([router.load(), new Promise((resolve) => void setTimeout(resolve, patience))]);
createRoot(page).render(
  <SpeechProvider>
    <CloudscapeWords>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </CloudscapeWords>
  </SpeechProvider>,
);
