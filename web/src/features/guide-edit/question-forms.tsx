import { Button, Card, Group, Radio, Stack, Text, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { NewQuestion } from "@/api/guide-tools";

const PER_RULE = 3;
const MOST_CHOICES = 6;

interface QuestionFormsProps {
  rules: { key: string; title: string }[];
  questions: NewQuestion[];
  onChange: (questions: NewQuestion[]) => void;
}

/** Up to three quick questions about each changed rule, for those who must read the change. */
export function QuestionForms({ rules, questions, onChange }: QuestionFormsProps) {
  const { t } = useTranslation();
  const set = (index: number, part: Partial<NewQuestion>) => onChange(questions.map((one, at) => (at === index ? { ...one, ...part } : one)));
  return (
    <Stack gap="sm">
      {rules.map((rule) => {
        const asked = questions.flatMap((question, index) => (question.rule_key === rule.key ? [{ question, index }] : []));
        return (
          <section key={rule.key} aria-label={t("guideEdit.publish.questionsOf", { title: rule.title })}>
            <Group justify="space-between">
              <Text size="sm" dir="auto">
                {rule.title}
              </Text>
              <Button
                size="compact-xs"
                variant="default"
                disabled={asked.length >= PER_RULE}
                aria-label={t("guideEdit.publish.askOf", { title: rule.title })}
                onClick={() => onChange([...questions, { rule_key: rule.key, text: "", choices: ["", ""], right: 0 }])}
              >
                {t("guideEdit.publish.ask")}
              </Button>
            </Group>
            {asked.map(({ question, index }) => (
              <QuestionForm key={index} question={question} onChange={(part) => set(index, part)} onRemove={() => onChange(questions.filter((_, at) => at !== index))} />
            ))}
          </section>
        );
      })}
    </Stack>
  );
}

interface QuestionFormProps {
  question: NewQuestion;
  onChange: (part: Partial<NewQuestion>) => void;
  onRemove: () => void;
}

function QuestionForm({ question: { text, choices, right }, onChange, onRemove }: QuestionFormProps) {
  const { t } = useTranslation();
  return (
    <Card withBorder padding="sm" mt="xs">
      <Stack gap="xs">
        <TextInput label={t("guideEdit.publish.question")} value={text} onChange={(event) => onChange({ text: event.currentTarget.value })} />
        <Radio.Group label={t("guideEdit.publish.choices")} value={String(right)} onChange={(value) => onChange({ right: Number(value) })}>
          <Stack gap="xs" mt={4}>
            {choices.map((choice, at) => (
              <Group key={at} gap="xs" wrap="nowrap">
                <Radio value={String(at)} aria-label={t("guideEdit.publish.right", { number: at + 1 })} />
                <TextInput
                  flex={1}
                  aria-label={t("guideEdit.publish.choice", { number: at + 1 })}
                  value={choice}
                  onChange={(event) => onChange({ choices: choices.map((one, other) => (other === at ? event.currentTarget.value : one)) })}
                />
              </Group>
            ))}
          </Stack>
        </Radio.Group>
        <Group gap="xs">
          <Button size="compact-xs" variant="default" disabled={choices.length >= MOST_CHOICES} onClick={() => onChange({ choices: [...choices, ""] })}>
            {t("guideEdit.publish.addChoice")}
          </Button>
          <Button size="compact-xs" variant="default" onClick={onRemove}>
            {t("guideEdit.publish.dropQuestion")}
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}
