import { createContext, useContext } from "react";

/** What a list lets the panel of its open record do. */
interface RecordActions {
  remove: (() => void) | null;
}

const Context = createContext<RecordActions>({ remove: null });

/** Hands the actions of a list to the panel inside. */
export const RecordActionsProvider = Context.Provider;

/** Gives what can be done with the open record besides editing it. */
export function useRecordActions(): RecordActions {
  return useContext(Context);
}
