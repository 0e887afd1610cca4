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

const page = document.getElementById('page');
if (page === null) throw new Error('index.html has no element "page".');
createRoot(page).render(
  <SpeechProvider>
    <CloudscapeWords>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </CloudscapeWords>
  </SpeechProvider>,
);
