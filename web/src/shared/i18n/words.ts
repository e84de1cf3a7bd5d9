import i18next from "i18next";
import texts from "./en-words.json";

/** The words of the page of words come with it. */
i18next.addResourceBundle("en", "translation", texts, true);
