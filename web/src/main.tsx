import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, Button, ConfigProvider, Result, Spin } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { Problem } from './api/client.ts';
import { App } from './app.tsx';
import { DemoBanner } from './session/demo-banner.tsx';
import { SessionProvider } from './session/session.tsx';
import './styles.css';
import { theme } from './theme.ts';

dayjs.locale('zh-cn');

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // An office network may well have no internet: what the browser believes of it decides nothing.
      networkMode: 'always',
      // A refusal does not become a yes by asking again; an absent part may come back.
      retry: (count, error) => count < 2 && !(error instanceof Problem && error.status >= 400 && error.status < 500),
    },
    // Sent now or refused now, never later behind the person's back.
    mutations: { networkMode: 'always', retry: false },
  },
});

/** Who asks the machine for less motion gets none; lists open at once, which tests like too. */
const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches ? { ...theme, token: { ...theme.token, motion: false } } : theme;

const root = document.getElementById('root');
if (!root) throw new Error('no #root');
createRoot(root).render(
  <StrictMode>
    <ConfigProvider locale={zhCN} theme={calm} button={{ autoInsertSpace: false }}>
      <AntApp>
        <QueryClientProvider client={queries}>
          <BrowserRouter>
            <DemoBanner />
            <SessionProvider
              whileReading={
                <div className="centre">
                  <Spin size="large" />
                </div>
              }
              onFailure={(error, retry) => (
                <Result
                  status="warning"
                  title="暂时连不上案灯"
                  subTitle={error instanceof Error ? error.message : String(error)}
                  extra={
                    <Button type="primary" onClick={retry}>
                      重试
                    </Button>
                  }
                />
              )}
            >
              <App />
            </SessionProvider>
          </BrowserRouter>
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  </StrictMode>,
);
