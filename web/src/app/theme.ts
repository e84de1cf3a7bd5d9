import { Alert, Badge, createTheme } from "@mantine/core";

const OVERLAY_TITLE = { fontWeight: 650, fontSize: "var(--mantine-font-size-lg)", overflowWrap: "anywhere" } as const;

export const theme = createTheme({
  primaryColor: "indigo",
  // Filled buttons keep a contrast of 4.5 with these two.
  primaryShade: { light: 7, dark: 8 },
  defaultRadius: "sm",
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    // Words stay as they are written: capitals are hard to read and break names.
    Badge: Badge.extend({ styles: { label: { textTransform: "none" } } }),
    // By name only: their code is not loaded until a page shows one.
    Modal: { styles: { title: OVERLAY_TITLE } },
    Drawer: { styles: { title: OVERLAY_TITLE } },
    // What is written from the right stands on the right while it is written; `dir` alone would not reach the box itself.
    Textarea: { defaultProps: { attributes: { input: { dir: "auto" } } } },
    TextInput: { defaultProps: { attributes: { input: { dir: "auto" } } } },
    // Words on a notice have the colour of all words; its edge and a breath of tint say what it is about, in light and in dark.
    Alert: Alert.extend({
      styles: { title: { color: "var(--mantine-color-bright)" }, message: { color: "var(--mantine-color-text)" } },
      vars: (_theme, { color = "indigo" }) => ({
        root: {
          "--alert-bg": `color-mix(in srgb, var(--mantine-color-${color}-6) 11%, var(--mantine-color-body))`,
          "--alert-bd": `1px solid color-mix(in srgb, var(--mantine-color-${color}-6) 45%, var(--mantine-color-body))`,
        },
      }),
    }),
  },
});
