import i18n from "i18next";
import { ALL_CONTRACT_FIELDS } from "../src/features/contract/fields";
import {
  comprehensiveFields,
  GENERAL,
  numberFields,
  yearFields,
} from "../src/features/evaluation/fields";
import { ALL_INTERVIEW_FIELDS } from "../src/features/interview/fields";
import { PAYMENT_FIELDS } from "../src/features/payment/fields";
import { ALL_PROCUREMENT_FIELDS } from "../src/features/procurement/fields";
import { PROJECT_FIELDS } from "../src/features/project/fields";
import { SETTLEMENT_FIELDS } from "../src/features/settlement/fields";
import { ALL_SUPPLIER_FIELDS } from "../src/features/supplier/fields";
import type { FieldSpec } from "../src/shared/form/draft";

/** The fields of the form of each noun; an evaluation has one year and one other score. */
export const FORMS = {
  project: PROJECT_FIELDS,
  procurement: ALL_PROCUREMENT_FIELDS,
  contract: ALL_CONTRACT_FIELDS,
  payment: PAYMENT_FIELDS,
  settlement: SETTLEMENT_FIELDS,
  supplier: ALL_SUPPLIER_FIELDS,
  evaluation: [
    ...GENERAL,
    ...comprehensiveFields(false),
    ...yearFields([2025], i18n.t, () => {}),
    ...numberFields([1], i18n.t, () => {}),
  ],
  interview: ALL_INTERVIEW_FIELDS,
} satisfies { [noun in string]: readonly FieldSpec[] };
