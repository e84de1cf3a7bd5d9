import { Button, Group, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCreateTeam, type Team } from "@/api/members";
import { ErrorNotice } from "@/shared/ui/error-notice";
import { Section } from "@/shared/ui/section";

export function Teams({ projectId, teams, mayChange }: { projectId: string; teams: Team[]; mayChange: boolean }) {
  const { t } = useTranslation();
  const [name, setName] = useState("");
  const create = useCreateTeam(projectId);
  return (
    <Section title={t("people.teams")} intro={t("people.teamsIntro")}>
      {teams.length > 0 && teams.map((team) => t("people.teamSize", { name: team.name, count: team.n_members })).join(" · ")}
      {create.error !== null && <ErrorNotice error={create.error} />}
      {mayChange && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            create.mutate(name, { onSuccess: () => setName("") });
          }}
        >
          <Group align="flex-end">
            <TextInput label={t("people.teamName")} value={name} onChange={(event) => setName(event.currentTarget.value)} required />
            <Button type="submit" variant="default" loading={create.isPending}>
              {t("people.makeTeam")}
            </Button>
          </Group>
        </form>
      )}
    </Section>
  );
}
