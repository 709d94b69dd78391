import { QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import { App as AntApp } from "antd";
import type { ReactNode } from "react";
import "../src/shared/i18n";
import { NavigationProvider, type Place } from "../src/shared/navigation";
import { createQueryClient } from "../src/shared/queries";

/** Shows a screen as the window would, with a store of its own. */
export function show(screen: ReactNode, place: Place = { page: "import" }) {
  const client = createQueryClient();
  return {
    client,
    ...render(
      <QueryClientProvider client={client}>
        <AntApp>
          <NavigationProvider start={place}>{screen}</NavigationProvider>
        </AntApp>
      </QueryClientProvider>,
    ),
  };
}
