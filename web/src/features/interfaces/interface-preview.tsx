import { Grid, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { exampleItemQuery } from "@/api/items";
import type { Schemas } from "@/api/problem";
import type { Answers, InterfaceDocument } from "@/shared/task-form/document";
import { ItemView } from "@/shared/task-form/item-view";
import { QuestionList } from "@/shared/task-form/question-list";
import { responseIdsOf } from "@/shared/task-form/response-ids";
import { Loaded } from "@/shared/ui/loaded";
import { Section } from "@/shared/ui/section";

/** The saved draft of the form as a task, with a real item. */
export function InterfacePreview({ projectId, draft }: { projectId: string; draft: Schemas["InterfaceOut"] }) {
  const { t } = useTranslation();
  const example = useQuery(exampleItemQuery(projectId));
  return (
    <Section title={t("interface.preview")} intro={t("interface.previewMeaning")}>
      {draft.document === null ? (
        <Text size="sm">{t("interface.previewFaults")}</Text>
      ) : (
        <Loaded query={example}>
          {(item) => <AsTask form={draft.document as unknown as InterfaceDocument} content={item?.version.content ?? null} />}
        </Loaded>
      )}
    </Section>
  );
}

function AsTask({ form, content }: { form: InterfaceDocument; content: Record<string, unknown> | null }) {
  const { t } = useTranslation();
  const [answers, setAnswers] = useState<Answers>({});
  const displayed = responseIdsOf(content);
  return (
    <Grid gap="xl">
      <Grid.Col span={{ base: 12, md: 7 }}>
        {content === null ? (
          <Text size="sm">{t("interface.previewNoItem")}</Text>
        ) : (
          <ItemView fields={form.fields} content={content} displayed={displayed} />
        )}
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <QuestionList
          questions={form.questions}
          answers={answers}
          displayed={displayed}
          onAnswer={(key, value) => setAnswers({ ...answers, [key]: value })}
        />
      </Grid.Col>
    </Grid>
  );
}
