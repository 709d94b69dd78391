import { useQuery } from "@tanstack/react-query";
import { call } from "../../ipc/call";
import { decimalPlaces, readDecimal } from "../../shared/decimal";
import { PositionNote } from "../../shared/PositionNote";
import { useRested } from "../../shared/useRested";

interface Props {
  /** The payment that is being edited; none for a new one. */
  own: number | null;
  contractId: number;
  /** The amount as it is being typed. */
  amount: string;
  refund: boolean;
}

const REST = 250;

/** Where the contract of a payment stands, and where it will stand once the payment is saved. */
export function ContractNote({ own, contractId, amount, refund }: Props) {
  const preview = usePreview({ own, contractId, amount, refund });
  return preview === undefined ? null : (
    <PositionNote preview={preview} typed={readable(amount) !== null} />
  );
}

/** The code that a payment will get where none is typed. */
export function NextCode({ contractId }: { contractId: number }) {
  return usePreview({ own: null, contractId, amount: "", refund: false })?.next_code ?? null;
}

function usePreview({ own, contractId, amount, refund }: Props) {
  const typed = readable(useRested(amount, REST));
  const { data } = useQuery({
    queryKey: ["payment", "preview", own, contractId, typed, refund],
    queryFn: () => call("preview_payment", { id: own, contractId, amount: typed, refund }),
    placeholderData: (before) => before,
  });
  return data;
}

function readable(typed: string): string | null {
  const amount = readDecimal(typed);
  return amount !== null && decimalPlaces(amount) <= 2 ? amount : null;
}
