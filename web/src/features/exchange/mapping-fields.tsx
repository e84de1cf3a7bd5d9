import { Checkbox, MultiSelect, Select, SimpleGrid, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { joinPointer } from "@/shared/text/pointer";
import type { SimpleMapping } from "./mapping-guess";

interface MappingFieldsProps {
  keys: string[];
  mapping: SimpleMapping;
  onChange: (mapping: SimpleMapping) => void;
}

/** Which key of the file is the id, the prompt, the answers; suggested by their names. */
export function MappingFields({ keys, mapping, onChange }: MappingFieldsProps) {
  const { t } = useTranslation();
  const data = keys.map((key) => ({ value: joinPointer("", key), label: key }));
  return (
    <fieldset>
      <legend>{t("importPreview.mapping")}</legend>
      <Text size="sm" c="dimmed" mb="xs">
        {t("importPreview.mappingMeaning")}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <Select
          label={t("importPreview.id")}
          data={data}
          value={mapping.external_id === "" ? null : mapping.external_id}
          onChange={(value) => onChange({ ...mapping, external_id: value ?? "" })}
          placeholder={t("importPreview.nowhere")}
        />
        <Select
          label={t("importPreview.prompt")}
          data={data}
          value={mapping.prompt === "" ? null : mapping.prompt}
          onChange={(value) => onChange({ ...mapping, prompt: value ?? "" })}
          placeholder={t("importPreview.nowhere")}
        />
        <MultiSelect
          label={t("importPreview.responses")}
          data={data}
          value={mapping.responses}
          onChange={(responses) => onChange({ ...mapping, responses })}
        />
      </SimpleGrid>
      <Checkbox
        mt="sm"
        label={t("importPreview.rest")}
        checked={mapping.keepRest}
        onChange={(event) => onChange({ ...mapping, keepRest: event.currentTarget.checked })}
      />
    </fieldset>
  );
}
