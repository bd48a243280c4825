package dev.kurier.brokerstub.admin;

import dev.kurier.brokerstub.call.Answer;
import dev.kurier.brokerstub.call.ApiHandler;
import dev.kurier.brokerstub.call.ApiRequest;
import dev.kurier.brokerstub.call.Call;
import dev.kurier.brokerstub.cluster.ClusterState;
import dev.kurier.brokerstub.config.TopicConfigKey;
import dev.kurier.brokerstub.config.TopicConfigs;
import dev.kurier.brokerstub.fault.FaultTarget;
import dev.kurier.brokerstub.fault.RequestFaults;
import dev.kurier.brokerstub.fault.ResultFault;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.describeconfigs.DescribeConfigsRequest;
import dev.kurier.protocol.describeconfigs.DescribeConfigsResponse;
import dev.kurier.protocol.describeconfigs.DescribeConfigsResponse.Config;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Shows the configs of topics, with where each value comes from; brokers have none to show. */
public final class DescribeConfigsHandler implements ApiHandler {
    private static final byte TOPIC = 2;
    private static final byte BROKER = 4;

    private final ClusterState state;

    public DescribeConfigsHandler(ClusterState state) {
        this.state = state;
    }

    @Override
    public Call read(ApiRequest request) {
        DescribeConfigsRequest body = DescribeConfigsRequest.read(request.body(), request.version());
        return (faults, now) -> {
            List<DescribeConfigsResponse.Resource> results = body.resources().stream()
                    .map(resource -> describe(resource, body.includeSynonyms(), faults))
                    .toList();
            DescribeConfigsResponse response = new DescribeConfigsResponse(faults.throttleTimeMs(), results);
            return new Answer.Reply(request.version(), response::write);
        };
    }

    private DescribeConfigsResponse.Resource describe(
            DescribeConfigsRequest.Resource wanted, boolean withSynonyms, RequestFaults faults) {
        ResultFault fault = faults.at(FaultTarget.REQUEST);
        try {
            Refusal.ifScripted(fault);
            List<Config> configs = configs(wanted, withSynonyms);
            return new DescribeConfigsResponse.Resource(
                    ErrorCode.NONE.code(), "", wanted.resourceType(), wanted.resourceName(), configs);
        } catch (Refusal refusal) {
            return new DescribeConfigsResponse.Resource(
                    refusal.error().code(),
                    Objects.requireNonNullElse(refusal.getMessage(), ""),
                    wanted.resourceType(),
                    wanted.resourceName(),
                    List.of());
        }
    }

    private List<Config> configs(DescribeConfigsRequest.Resource wanted, boolean withSynonyms) throws Refusal {
        if (wanted.resourceType() == BROKER) {
            return List.of();
        }
        if (wanted.resourceType() != TOPIC) {
            throw new Refusal(ErrorCode.INVALID_REQUEST, "Unsupported resource type: " + wanted.resourceType());
        }
        TopicRules.checkName(wanted.resourceName());
        TopicConfigs configs = TopicRules.require(state, wanted.resourceName()).configs();
        List<String> names = wanted.configNames();
        return Arrays.stream(TopicConfigKey.values())
                .filter(key -> names == null || names.contains(key.key()))
                .map(key -> ConfigView.described(configs, key, withSynonyms))
                .toList();
    }
}
