import { type MappingAlgorithm, type ThemeConfig, theme } from "antd";

/** Ink blue: the one accent. */
export const ACCENT = "#1f4e79";

const FONTS =
  '"Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "PingFang SC", system-ui, sans-serif';

/** What is derived from so dark an accent would be grey: the soft grounds are told. */
const SOFT = {
  colorPrimaryBg: "#e6eef6",
  colorPrimaryBgHover: "#d9e7f4",
  colorPrimaryBorder: "#b7cde2",
  colorInfoBg: "#e6eef6",
  colorInfoBorder: "#b7cde2",
};

/** Makes the theme: compact, one accent, light or dark. */
export function themeOf(dark: boolean): ThemeConfig {
  return {
    algorithm: [
      dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
      theme.compactAlgorithm,
      readableFonts,
    ],
    cssVar: { key: dark ? "dark" : "light" },
    token: {
      colorPrimary: dark ? "#6ba3d6" : ACCENT,
      colorInfo: dark ? "#6ba3d6" : ACCENT,
      ...(dark ? {} : SOFT),
      colorLink: dark ? "#7fb2e0" : ACCENT,
      colorError: dark ? "#ff7b72" : "#b42318",
      colorWarning: dark ? "#e3b341" : "#8a5a00",
      colorSuccess: dark ? "#56d364" : "#1a6e3c",
      colorTextPlaceholder: dark ? "#8f959c" : "#6b7178",
      borderRadius: 3,
      fontFamily: FONTS,
      colorTextLightSolid: dark ? "#0b1520" : "#ffffff",
      motionDurationSlow: "0.12s",
      motionDurationMid: "0.1s",
      motionDurationFast: "0.06s",
    },
    // A step that is still to come is quiet, but can be read.
    components: { Steps: { colorTextDescription: dark ? "#a3a9b0" : "#5f6670" } },
  };
}

/** The compact theme shrinks its fonts below what Chinese characters can bear. */
const readableFonts: MappingAlgorithm = (_seed, map) => ({
  ...(map as NonNullable<typeof map>),
  fontSize: 13,
  fontSizeSM: 12,
  fontSizeLG: 14,
  fontSizeXL: 16,
  lineHeight: 20 / 13,
  lineHeightSM: 18 / 12,
  lineHeightLG: 22 / 14,
});
