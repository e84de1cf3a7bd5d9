import i18next from "i18next";
import texts from "./en-guide-editor.json";

/** The words of the guide's editor come with it: nobody else needs them. */
i18next.addResourceBundle("en", "translation", texts, true);
