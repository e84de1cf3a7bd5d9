import i18next from "i18next";
import texts from "./en-admin.json";

/** The words of the pages of administration come with them. */
i18next.addResourceBundle("en", "translation", texts, true);
