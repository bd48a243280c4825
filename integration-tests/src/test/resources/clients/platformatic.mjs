// Does one task with @platformatic/kafka, which shares no code with kafkajs.
import { pause, records, RECORDS, run } from './records.mjs'

// The client is made for Node 22. On Node 20 all but zstd works, with this one method that came later.
Promise.withResolvers ??= () => {
  const all = {}
  all.promise = new Promise((resolve, reject) => Object.assign(all, { resolve, reject }))
  return all
}

const { Admin, Consumer, Producer, stringDeserializers, stringSerializers } = await import('@platformatic/kafka')

const ACKS = { 0: 0, 1: 1, all: -1 }

const options = brokers => ({ clientId: 'platformatic', bootstrapBrokers: brokers, retries: 50, retryDelay: 100 })

async function producing(brokers, send) {
  const producer = new Producer({ ...options(brokers), serializers: stringSerializers, autocreateTopics: true })
  await send(producer)
  await producer.close()
}

await run({
  produce: (brokers, topic, codec, acks) =>
    producing(brokers, producer =>
      producer.send({
        messages: records.map(record => ({ topic, ...record })),
        acks: ACKS[acks],
        compression: codec
      })
    ),

  'produce-slowly': (brokers, topic) =>
    producing(brokers, async producer => {
      for (const record of records) {
        await producer.send({ messages: [{ topic, ...record }], acks: -1 })
        await pause()
      }
    }),

  administer: async (brokers, topic) => {
    const admin = new Admin(options(brokers))
    await admin.createTopics({ topics: [topic], partitions: 3, replicas: 2 })
    const metadata = await admin.metadata({ topics: [topic] })
    metadata.topics.get(topic).partitions.forEach(({ leader }, partition) => console.log(partition, leader))
    await admin.deleteTopics({ topics: [`${topic}-old`] })
    await admin.close()
  }
})
