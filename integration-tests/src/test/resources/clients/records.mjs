// The records that every client writes.
export const RECORDS = 200

export const record = i => ({
  key: `key-${i % 7}`,
  value: `value ${i} äöü ${'x'.repeat(i % 50)}`,
  headers: { trace: '4711' },
  partition: 0
})

export const records = Array.from({ length: RECORDS }, (_, i) => record(i))

export const pause = () => new Promise(resolve => setTimeout(resolve, 5))

// Does the task that the arguments name: TASK BOOTSTRAP TOPIC [CODEC ACKS].
export async function run(tasks) {
  const [task, bootstrap, ...rest] = process.argv.slice(2)
  await tasks[task](bootstrap.split(','), ...rest)
}
