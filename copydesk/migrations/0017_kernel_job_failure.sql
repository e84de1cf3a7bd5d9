create table kernel.job_failure (
    job_id bigint primary key,
    failed_at timestamptz not null,
    error text not null
);
comment on table kernel.job_failure is 'Why a background job failed last. Its row goes when the job succeeds or is deleted.';
