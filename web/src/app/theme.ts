import { Alert, Badge, createTheme } from "@mantine/core";

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
    // A coloured title on a tint of the same colour is hard to read; the box itself carries the colour.
    Alert: Alert.extend({ styles: { title: { color: "var(--mantine-color-text)" } } }),
  },
});
