import i18next from "i18next";
import texts from "./en-project.json";

/** The words of the pages of a project come with them: the desk has others. */
i18next.addResourceBundle("en", "translation", texts, true);
