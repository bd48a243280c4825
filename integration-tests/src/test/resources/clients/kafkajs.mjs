// Does one task with kafkajs. It reads in groups only, so there is no task to read.
import kafkajs from 'kafkajs'
import snappy from 'kafkajs-snappy'
import { pause, records, run } from './records.mjs'

const { CompressionCodecs, CompressionTypes, Kafka, logLevel } = kafkajs
CompressionCodecs[CompressionTypes.Snappy] = snappy

const ACKS = { 0: 0, 1: 1, all: -1 }
const COMPRESSION = { none: CompressionTypes.None, gzip: CompressionTypes.GZIP, snappy: CompressionTypes.Snappy }

const client = brokers =>
  new Kafka({ clientId: 'kafkajs', brokers, logLevel: logLevel.ERROR, retry: { initialRetryTime: 50, retries: 20 } })

async function producing(brokers, send) {
  const producer = client(brokers).producer({ allowAutoTopicCreation: true })
  await producer.connect()
  await send(producer)
  await producer.disconnect()
}

await run({
  produce: (brokers, topic, codec, acks) =>
    producing(brokers, producer =>
      producer.send({ topic, messages: records, acks: ACKS[acks], compression: COMPRESSION[codec] })
    ),

  'produce-slowly': (brokers, topic) =>
    producing(brokers, async producer => {
      for (const message of records) {
        await producer.send({ topic, messages: [message], acks: -1 })
        await pause()
      }
    }),

  administer: async (brokers, topic) => {
    const admin = client(brokers).admin()
    await admin.connect()
    await admin.createTopics({ topics: [{ topic, numPartitions: 3, replicationFactor: 2 }] })
    const described = await admin.fetchTopicMetadata({ topics: [topic] })
    described.topics[0].partitions
      .sort((one, other) => one.partitionId - other.partitionId)
      .forEach(({ partitionId, leader }) => console.log(partitionId, leader))
    await admin.deleteTopics({ topics: [`${topic}-old`] })
    await admin.disconnect()
  }
})
