import i18next from "i18next";
import texts from "./en-guide.json";

/** The words about the guide come with the pages that show it: the desk has others. */
i18next.addResourceBundle("en", "translation", texts, true);
