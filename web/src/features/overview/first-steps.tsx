import { Group, Stack, Text, ThemeIcon } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Overview } from "@/api/overview";
import { Icon } from "@/shared/ui/icon";
import { TextLink } from "@/shared/ui/link-button";
import { Section } from "@/shared/ui/section";

interface FirstStepsProps {
  projectId: string;
  setup: Overview["setup"];
}

/** What a project needs before people can work in it, in the order in which it is done; gone once all is there. */
export function FirstSteps({ projectId, setup }: FirstStepsProps) {
  const { t } = useTranslation();
  const steps = stepsOf(setup);
  if (steps.every(({ isDone }) => isDone)) return null;
  const next = steps.find(({ isDone }) => !isDone);
  return (
    <Section title={t("needs.steps")} intro={t("needs.stepsIntro")}>
      <Stack gap="sm" component="ol" m={0} p={0}>
        {steps.map((step, index) => (
          <Group key={step.key} component="li" gap="sm" wrap="nowrap" style={{ listStyle: "none" }}>
            <ThemeIcon size="md" radius="xl" variant={step === next ? "filled" : "default"} aria-hidden>
              {step.isDone ? <Icon name="check" size={14} /> : <span>{index + 1}</span>}
            </ThemeIcon>
            {step.isDone ? (
              <Text size="sm" c="dimmed">
                {t(`needs.lacks.${step.key}`)} · {t("needs.done")}
              </Text>
            ) : (
              <TextLink to={step.to} params={{ projectId }} hash={step.hash} size="sm" fw={step === next ? 600 : 400}>
                {t(`needs.lacks.${step.key}`)}
              </TextLink>
            )}
          </Group>
        ))}
      </Stack>
    </Section>
  );
}

function stepsOf(setup: Overview["setup"]) {
  return [
    { key: "guide", to: "/projects/$projectId/guide/edit", hash: "", isDone: setup.has_guide },
    { key: "interface", to: "/projects/$projectId/setup", hash: "form", isDone: setup.has_interface },
    { key: "workflow", to: "/projects/$projectId/setup", hash: "workflow", isDone: setup.has_workflow },
    { key: "items", to: "/projects/$projectId/import", hash: "", isDone: setup.has_items },
    { key: "people", to: "/projects/$projectId/people", hash: "", isDone: setup.n_members > 1 || setup.n_invitations > 0 },
  ] as const;
}
