import { Button, Checkbox, Group, NumberInput, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/problem";
import { usePublishWorkflow, useSaveWorkflow, workflowVersionsQuery, type WorkflowDocument } from "@/api/workflows";
import { ErrorNotice } from "@/shared/ui/error-notice";
import { PublishedText } from "@/shared/ui/published-text";
import { Section } from "@/shared/ui/section";

const MOST_SLOTS = 9;

export function WorkflowForm({ projectId, workflow }: { projectId: string; workflow: Schemas["WorkflowOut"] }) {
  const { t } = useTranslation();
  const [document, setDocument] = useState(workflow.document as WorkflowDocument);
  const versions = useQuery(workflowVersionsQuery(projectId));
  const save = useSaveWorkflow(projectId);
  const publish = usePublishWorkflow(projectId);
  const error = save.error ?? publish.error;
  const send = () =>
    save.mutate({ document, revision: workflow.revision }, { onSuccess: () => publish.mutate("") });
  return (
    <Section title={t("workflow.title")} intro={t("workflow.intro")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Stack gap="md">
          <AnnotateStage stage={document.annotate} onChange={(annotate) => setDocument({ ...document, annotate })} />
          <ReviewStage stage={document.review} onChange={(review) => setDocument({ ...document, review })} />
          {error !== null && <ErrorNotice error={error} title={t("workflow.failed")} />}
          <Group>
            <Button type="submit" loading={save.isPending || publish.isPending}>
              {t("workflow.publish")}
            </Button>
            <Text size="sm" c="dimmed">
              <PublishedText number={versions.data?.items[0]?.number ?? null} />
            </Text>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

interface StageProps<Stage> {
  stage: Stage;
  onChange: (stage: Stage) => void;
}

function AnnotateStage({ stage, onChange }: StageProps<WorkflowDocument["annotate"]>) {
  const { t } = useTranslation();
  return (
    <fieldset>
      <legend>{t("stage.annotate")}</legend>
      <Stack gap="sm">
        <Checkbox
          label={t("workflow.annotateOn")}
          checked={stage.enabled}
          onChange={(event) => onChange({ ...stage, enabled: event.currentTarget.checked })}
        />
        <NumberInput
          label={t("workflow.slots")}
          description={t("workflow.slotsMeaning")}
          min={1}
          max={MOST_SLOTS}
          allowDecimal={false}
          value={stage.slots}
          onChange={(value) => onChange({ ...stage, slots: Number(value) })}
        />
        <LeaseMinutes value={stage.lease_minutes} onChange={(lease_minutes) => onChange({ ...stage, lease_minutes })} />
        <Checkbox
          label={t("workflow.extra")}
          description={t("workflow.extraMeaning")}
          checked={stage.extra_answers}
          onChange={(event) => onChange({ ...stage, extra_answers: event.currentTarget.checked })}
        />
      </Stack>
    </fieldset>
  );
}

function ReviewStage({ stage, onChange }: StageProps<WorkflowDocument["review"]>) {
  const { t } = useTranslation();
  return (
    <fieldset>
      <legend>{t("stage.review")}</legend>
      <Stack gap="sm">
        <Checkbox
          label={t("workflow.reviewOn")}
          checked={stage.enabled}
          onChange={(event) => onChange({ ...stage, enabled: event.currentTarget.checked })}
        />
        {stage.enabled && (
          <LeaseMinutes value={stage.lease_minutes} onChange={(lease_minutes) => onChange({ ...stage, lease_minutes })} />
        )}
      </Stack>
    </fieldset>
  );
}

function LeaseMinutes({ value, onChange }: { value: number; onChange: (minutes: number) => void }) {
  const { t } = useTranslation();
  return (
    <NumberInput
      label={t("workflow.lease")}
      description={t("workflow.leaseMeaning")}
      min={1}
      allowDecimal={false}
      value={value}
      onChange={(minutes) => onChange(Number(minutes))}
    />
  );
}
