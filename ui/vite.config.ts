import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
  // The window loads the pages from the program itself: relative addresses work everywhere.
  base: "./",
  clearScreen: false,
  server: { port: 5173, strictPort: true },
  build: {
    // The oldest WebView2 that Windows 7 and Server 2012 can have.
    target: "chrome109",
    cssTarget: "chrome109",
    outDir: "dist",
    emptyOutDir: true,
    chunkSizeWarningLimit: 2000,
  },
  test: {
    environment: "jsdom",
    globals: false,
    setupFiles: ["tests/setup.ts"],
    include: ["src/**/*.test.{ts,tsx}", "tests/**/*.test.{ts,tsx}"],
    // A busy machine is slow, not wrong.
    testTimeout: 90_000,
    hookTimeout: 60_000,
  },
});
