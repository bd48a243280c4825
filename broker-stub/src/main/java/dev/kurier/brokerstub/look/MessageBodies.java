package dev.kurier.brokerstub.look;

import dev.kurier.protocol.ApiKey;
import dev.kurier.protocol.apiversions.ApiVersionsRequest;
import dev.kurier.protocol.apiversions.ApiVersionsResponse;
import dev.kurier.protocol.createpartitions.CreatePartitionsRequest;
import dev.kurier.protocol.createpartitions.CreatePartitionsResponse;
import dev.kurier.protocol.createtopics.CreateTopicsRequest;
import dev.kurier.protocol.createtopics.CreateTopicsResponse;
import dev.kurier.protocol.deleterecords.DeleteRecordsRequest;
import dev.kurier.protocol.deleterecords.DeleteRecordsResponse;
import dev.kurier.protocol.deletetopics.DeleteTopicsRequest;
import dev.kurier.protocol.deletetopics.DeleteTopicsResponse;
import dev.kurier.protocol.describecluster.DescribeClusterRequest;
import dev.kurier.protocol.describecluster.DescribeClusterResponse;
import dev.kurier.protocol.describeconfigs.DescribeConfigsRequest;
import dev.kurier.protocol.describeconfigs.DescribeConfigsResponse;
import dev.kurier.protocol.describetopicpartitions.DescribeTopicPartitionsRequest;
import dev.kurier.protocol.describetopicpartitions.DescribeTopicPartitionsResponse;
import dev.kurier.protocol.fetch.FetchRequest;
import dev.kurier.protocol.fetch.FetchResponse;
import dev.kurier.protocol.findcoordinator.FindCoordinatorRequest;
import dev.kurier.protocol.findcoordinator.FindCoordinatorResponse;
import dev.kurier.protocol.incrementalalterconfigs.IncrementalAlterConfigsRequest;
import dev.kurier.protocol.incrementalalterconfigs.IncrementalAlterConfigsResponse;
import dev.kurier.protocol.initproducerid.InitProducerIdRequest;
import dev.kurier.protocol.initproducerid.InitProducerIdResponse;
import dev.kurier.protocol.listoffsets.ListOffsetsRequest;
import dev.kurier.protocol.listoffsets.ListOffsetsResponse;
import dev.kurier.protocol.metadata.MetadataRequest;
import dev.kurier.protocol.metadata.MetadataResponse;
import dev.kurier.protocol.offsetforleaderepoch.OffsetForLeaderEpochRequest;
import dev.kurier.protocol.offsetforleaderepoch.OffsetForLeaderEpochResponse;
import dev.kurier.protocol.produce.ProduceRequest;
import dev.kurier.protocol.produce.ProduceResponse;
import java.util.Map;

/** Lists who reads the requests and the responses of each API of {@code protocol}. */
final class MessageBodies {
    private static final Map<ApiKey, MessageBodies> ALL = Map.ofEntries(
            row(ApiKey.PRODUCE, ProduceRequest::read, ProduceResponse::read),
            row(ApiKey.FETCH, FetchRequest::read, FetchResponse::read),
            row(ApiKey.LIST_OFFSETS, ListOffsetsRequest::read, ListOffsetsResponse::read),
            row(ApiKey.METADATA, MetadataRequest::read, MetadataResponse::read),
            row(ApiKey.FIND_COORDINATOR, FindCoordinatorRequest::read, FindCoordinatorResponse::read),
            row(ApiKey.API_VERSIONS, ApiVersionsRequest::read, ApiVersionsResponse::read),
            row(ApiKey.OFFSET_FOR_LEADER_EPOCH, OffsetForLeaderEpochRequest::read, OffsetForLeaderEpochResponse::read),
            row(ApiKey.CREATE_TOPICS, CreateTopicsRequest::read, CreateTopicsResponse::read),
            row(ApiKey.DELETE_TOPICS, DeleteTopicsRequest::read, DeleteTopicsResponse::read),
            row(ApiKey.DELETE_RECORDS, DeleteRecordsRequest::read, DeleteRecordsResponse::read),
            row(ApiKey.INIT_PRODUCER_ID, InitProducerIdRequest::read, InitProducerIdResponse::read),
            row(ApiKey.DESCRIBE_CONFIGS, DescribeConfigsRequest::read, DescribeConfigsResponse::read),
            row(ApiKey.CREATE_PARTITIONS, CreatePartitionsRequest::read, CreatePartitionsResponse::read),
            row(
                    ApiKey.INCREMENTAL_ALTER_CONFIGS,
                    IncrementalAlterConfigsRequest::read,
                    IncrementalAlterConfigsResponse::read),
            row(ApiKey.DESCRIBE_CLUSTER, DescribeClusterRequest::read, DescribeClusterResponse::read),
            row(
                    ApiKey.DESCRIBE_TOPIC_PARTITIONS,
                    DescribeTopicPartitionsRequest::read,
                    DescribeTopicPartitionsResponse::read));

    private final RequestBodies.Reader<? extends Object> requests;
    private final RequestBodies.Reader<? extends Object> responses;

    private MessageBodies(
            RequestBodies.Reader<? extends Object> requests, RequestBodies.Reader<? extends Object> responses) {
        this.requests = requests;
        this.responses = responses;
    }

    private static Map.Entry<ApiKey, MessageBodies> row(
            ApiKey api,
            RequestBodies.Reader<? extends Object> requests,
            RequestBodies.Reader<? extends Object> responses) {
        return Map.entry(api, new MessageBodies(requests, responses));
    }

    static MessageBodies of(ApiKey api) {
        MessageBodies bodies = ALL.get(api);
        if (bodies == null) {
            throw new IllegalStateException("api=" + api + " has no row in MessageBodies");
        }
        return bodies;
    }

    RequestBodies.Reader<? extends Object> requests() {
        return requests;
    }

    RequestBodies.Reader<? extends Object> responses() {
        return responses;
    }
}
