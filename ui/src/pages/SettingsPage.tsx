import { SettingsForm } from "../features/settings/SettingsForm";

/** 设置. */
export function SettingsPage() {
  return <SettingsForm />;
}
