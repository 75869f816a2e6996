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
    chunkSizeWarningLimit: 1500,
    rollupOptions: {
      output: {
        // The library changes rarely and the app often: two files, so that an update loads little.
        manualChunks: (id) => (id.includes('node_modules') ? 'vendor' : undefined),
      },
    },
  },
  server: {
    proxy: { '/api': process.env.CASELIGHT_API ?? 'http://127.0.0.1:8600' },
  },
});
