import type { SearchHit } from "@/api/home";

/** Where something found can be seen. */
export function hitHref(hit: SearchHit): string {
  const project = `/projects/${hit.project_id}`;
  switch (hit.kind) {
    case "project":
      return project;
    case "item":
      return `${project}/items?item=${encodeURIComponent(hit.id)}`;
    case "rule":
      return `${project}/guide#${encodeURIComponent(hit.key ?? "")}`;
    case "person":
      return `${project}/people`;
  }
}
