import { Grid, NavLink } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { HELP_TOPICS, helpTopic, readHelp, type HelpTopic } from "@/app/help-topics";
import { MissingPage } from "@/app/missing-page";
import { Loaded } from "@/shared/ui/loaded";
import { Markdown } from "@/shared/ui/markdown";
import { Page } from "@/shared/ui/page";

export function HelpPage() {
  const { t } = useTranslation();
  const { topic } = useParams({ from: "/signed-in/help/$topic" });
  const known = helpTopic(topic);
  if (known === null) return <MissingPage />;
  return (
    <Page title={t("help.page")} intro={t("help.intro")}>
      <Grid gap="xl">
        <Grid.Col span={{ base: 12, sm: 4, lg: 3 }}>
          <nav aria-label={t("help.read")}>
            {HELP_TOPICS.map((one) => (
              <NavLink
                key={one}
                label={t(`help.topics.${one}`)}
                active={one === known}
                aria-current={one === known ? "page" : undefined}
                renderRoot={(props) => <Link to="/help/$topic" params={{ topic: one }} {...props} />}
              />
            ))}
          </nav>
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 8, lg: 9 }}>
          <HelpText topic={known} />
        </Grid.Col>
      </Grid>
    </Page>
  );
}

function HelpText({ topic }: { topic: HelpTopic }) {
  const text = useQuery({ queryKey: ["help", topic], queryFn: () => readHelp(topic), staleTime: "static" });
  return <Loaded query={text}>{(source) => <Markdown source={source} />}</Loaded>;
}
