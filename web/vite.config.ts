import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** `CASELIGHT_API` names a running API for the development server; the built app is served by the API itself. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 700,
    rollupOptions: {
      output: {
        // React and the router change rarely: a file of their own, kept by the browser over many updates. The component
        // library is cut by page, so that the first page does not wait for the tables of the last.
        manualChunks: (id) => (/node_modules\/(react|react-dom|react-router|scheduler|@tanstack)\//.test(id) ? 'base' : undefined),
      },
    },
  },
  server: { proxy: { '/api': process.env.CASELIGHT_API ?? 'http://127.0.0.1:8600' } },
});
