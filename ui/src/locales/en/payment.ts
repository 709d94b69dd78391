import type { Texts } from "../texts";
import type { payment as zh } from "../zh/payment";

export const payment: Texts<typeof zh> = {
  title: "Payments",
  empty: "There are no payments yet. Enter one, or import a workbook of payments.",
  overpay_reason: "Reason of overpayment",
  overpay_hint: "If it must be paid, say why, then save",
  code_hint: "Left empty, it is numbered by itself",
  position: "Position of the contract",
  after: "Totals are computed again after saving",
};
