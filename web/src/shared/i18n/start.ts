import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import general from "./en.json";
import checks from "./en-checks.json";
import guide from "./en-guide.json";
import type guideEditor from "./en-guide-editor.json";
import project from "./en-project.json";
import shell from "./en-shell.json";
import words from "./en-words.json";

const en = { ...general, ...checks, ...guide, ...project, ...shell, ...words };

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: typeof en & typeof guideEditor };
  }
}

export async function startTexts(): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: { en: { translation: en } },
    lng: "en",
    fallbackLng: "en",
    interpolation: { escapeValue: false },
  });
}
