import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { FILE_FORMATS, guideFileAddress } from "@/api/guide-export";
import { Section } from "@/shared/ui/section";

const NAMES = { md: "Markdown", yaml: "YAML", json: "JSON" };

/** A version of the guide to be saved as a file. */
export function GuideFiles({ versionId }: { versionId: string }) {
  const { t } = useTranslation();
  return (
    <Section title={t("guideExport.file")} intro={t("guideExport.fileText")}>
      <Group gap="sm">
        {FILE_FORMATS.map((format) => (
          <Button key={format} component="a" variant="default" href={guideFileAddress(versionId, format)} download>
            {NAMES[format]}
          </Button>
        ))}
      </Group>
    </Section>
  );
}
