import i18next from "i18next";
import texts from "./en-account.json";

/** The words of the page of one's account come with it. */
i18next.addResourceBundle("en", "translation", texts, true);
