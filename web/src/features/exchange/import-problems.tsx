import { Table } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { importProblemsQuery } from "@/api/exchange";
import { Loaded } from "@/shared/ui/loaded";
import { MoreButton } from "@/shared/ui/more-button";

/** What was wrong, by line of the file. */
export function ImportProblems({ importId }: { importId: string }) {
  const { t } = useTranslation();
  const problems = useInfiniteQuery(importProblemsQuery(importId));
  return (
    <Loaded query={problems}>
      {({ pages }) => {
        const all = pages.flatMap((page) => page.items);
        if (all.length === 0) return null;
        return (
          <>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th w="8rem">{t("import.place")}</Table.Th>
                  <Table.Th>{t("import.problem")}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {all.map((problem) => (
                  <Table.Tr key={problem.ordinal}>
                    <Table.Td>{problem.place}</Table.Td>
                    <Table.Td>{problem.message}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
            <MoreButton query={problems} />
          </>
        );
      }}
    </Loaded>
  );
}
