import { infiniteQueryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { answerOf, api, done } from "./client";
import type { Schemas } from "./problem";
import type { Task } from "./queue";

export type Word = Schemas["WordOut"];
export type WordProposal = Schemas["WordProposalOut"];
export type ProposalState = WordProposal["state"];

const path = (project_id: string) => ({ path: { project_id } });

export const wordsQuery = (project_id: string, q: string) =>
  infiniteQueryOptions({
    queryKey: ["guides", project_id, "words", q],
    queryFn: ({ pageParam }) =>
      answerOf(api.GET("/api/v1/projects/{project_id}/guide/words", { params: { ...path(project_id), query: { q, cursor: pageParam } } })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export const wordProposalsQuery = (project_id: string, state: ProposalState) =>
  infiniteQueryOptions({
    queryKey: ["guides", project_id, "word-proposals", state],
    queryFn: ({ pageParam }) =>
      answerOf(
        api.GET("/api/v1/projects/{project_id}/guide/word-proposals", { params: { ...path(project_id), query: { state, cursor: pageParam } } }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export function addWord(project_id: string, word: string): Promise<Word> {
  return answerOf(api.POST("/api/v1/projects/{project_id}/guide/words", { params: path(project_id), body: { word } }));
}

/** Whoever may not edit the guide asks for a word of their answer; `excerpt` are the words around it. */
export function proposeWord({ slot_id, token }: Task, word: string, excerpt: string): Promise<{ state: ProposalState }> {
  return answerOf(api.POST("/api/v1/slots/{slot_id}/words", { params: { path: { slot_id } }, body: { token, word, excerpt } }));
}

/** What a lead does with words; lists and the overview follow. */
export function useWordEdits(project_id: string) {
  const client = useQueryClient();
  const onSuccess = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ["guides", project_id, "words"] }),
      client.invalidateQueries({ queryKey: ["guides", project_id, "word-proposals"] }),
      client.invalidateQueries({ queryKey: ["overview", project_id] }),
    ]);
  const add = useMutation({ mutationFn: (word: string) => addWord(project_id, word), onSuccess });
  const remove = useMutation({
    mutationFn: (word: string) => done(api.DELETE("/api/v1/projects/{project_id}/guide/words/{word}", { params: { path: { project_id, word } } })),
    onSuccess,
  });
  const settle = useMutation({
    mutationFn: ({ proposal_id, accept }: { proposal_id: string; accept: boolean }) => {
      const at = { params: { path: { proposal_id } } };
      return done(accept ? api.POST("/api/v1/word-proposals/{proposal_id}/accept", at) : api.POST("/api/v1/word-proposals/{proposal_id}/decline", at));
    },
    onSuccess,
  });
  return { add, remove, settle };
}
