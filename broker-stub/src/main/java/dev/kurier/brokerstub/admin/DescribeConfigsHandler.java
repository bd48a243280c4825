package dev.kurier.brokerstub.admin;

import dev.kurier.brokerstub.call.Answer;
import dev.kurier.brokerstub.call.ApiHandler;
import dev.kurier.brokerstub.call.ApiRequest;
import dev.kurier.brokerstub.call.Call;
import dev.kurier.brokerstub.call.Wording;
import dev.kurier.brokerstub.cluster.Broker;
import dev.kurier.brokerstub.cluster.ClusterState;
import dev.kurier.brokerstub.config.TopicConfigs;
import dev.kurier.brokerstub.fault.FaultTarget;
import dev.kurier.brokerstub.fault.RequestFaults;
import dev.kurier.brokerstub.fault.ResultFault;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.describeconfigs.DescribeConfigsRequest;
import dev.kurier.protocol.describeconfigs.DescribeConfigsResponse;
import dev.kurier.protocol.describeconfigs.DescribeConfigsResponse.Config;
import java.util.List;
import java.util.Objects;

/** Shows the configs of topics, with where each value comes from; brokers show what the cluster was built with. */
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
                    .map(resource -> describe(resource, body.includeSynonyms(), request.brokerId(), faults))
                    .toList();
            DescribeConfigsResponse response = new DescribeConfigsResponse(faults.throttleTimeMs(), results);
            return new Answer.Reply(request.version(), response::write);
        };
    }

    private DescribeConfigsResponse.Resource describe(
            DescribeConfigsRequest.Resource wanted, boolean withSynonyms, int brokerId, RequestFaults faults) {
        ResultFault fault = faults.at(FaultTarget.REQUEST);
        try {
            Refusal.ifScripted(fault);
            List<Config> configs = configs(wanted, withSynonyms, brokerId);
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

    private List<Config> configs(DescribeConfigsRequest.Resource wanted, boolean withSynonyms, int brokerId)
            throws Refusal {
        List<String> names = wanted.configNames();
        if (wanted.resourceType() == BROKER) {
            return brokerConfigs(wanted.resourceName(), brokerId, withSynonyms).stream()
                    .filter(config -> names == null || names.contains(config.name()))
                    .toList();
        }
        if (wanted.resourceType() != TOPIC) {
            throw new Refusal(ErrorCode.INVALID_REQUEST, Wording.MALFORMED);
        }
        TopicRules.checkName(state, wanted.resourceName());
        TopicConfigs configs = TopicRules.require(state, wanted.resourceName()).configs();
        return configs.keys().stream()
                .filter(key -> names == null || names.contains(key.key()))
                .map(key -> ConfigView.described(configs, key, withSynonyms))
                .toList();
    }

    /** Brokers show their own configs; the empty name stands for what was set for all of them, which is nothing. */
    private List<Config> brokerConfigs(String name, int brokerId, boolean withSynonyms) throws Refusal {
        Broker broker = state.broker(brokerId);
        if (name.isEmpty() || broker == null) {
            return List.of();
        }
        if (!name.equals(String.valueOf(brokerId))) {
            boolean number = name.chars().allMatch(Character::isDigit);
            throw new Refusal(
                    ErrorCode.INVALID_REQUEST,
                    number
                            ? "Unexpected broker id, expected " + brokerId + " or empty string, but received " + name
                            : "Broker id must be an integer, but it is: " + name);
        }
        return BrokerConfigView.of(state, broker, withSynonyms);
    }
}
