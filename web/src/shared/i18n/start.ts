import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import general from "./en.json";
import type account from "./en-account.json";
import type admin from "./en-admin.json";
import checks from "./en-checks.json";
import type guide from "./en-guide.json";
import type guideEditor from "./en-guide-editor.json";
import type project from "./en-project.json";
import shell from "./en-shell.json";
import type words from "./en-words.json";

const en = { ...general, ...checks, ...shell };

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: typeof en & typeof account & typeof admin & typeof guide & typeof guideEditor & typeof project & typeof words };
  }
}

export async function startTexts(): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: { en: { translation: en } },
    lng: "en",
    fallbackLng: "en",
    interpolation: { escapeValue: false },
    // A page that forgot to bring its words is seen by every test in a browser.
    saveMissing: true,
    missingKeyHandler: (_languages, _namespace, key) => reportError(new Error(`There is no text ${key} on this page.`)),
  });
}
