package dev.kurier.brokerstub.admin;

import dev.kurier.brokerstub.call.Answer;
import dev.kurier.brokerstub.call.ApiHandler;
import dev.kurier.brokerstub.call.ApiRequest;
import dev.kurier.brokerstub.call.Call;
import dev.kurier.brokerstub.cluster.ClusterState;
import dev.kurier.brokerstub.fault.FaultTarget;
import dev.kurier.brokerstub.fault.RequestFaults;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.describecluster.DescribeClusterRequest;
import dev.kurier.protocol.describecluster.DescribeClusterResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Describes the cluster: live brokers, controller, cluster id. */
public final class DescribeClusterHandler implements ApiHandler {
    private static final byte BROKERS = 1;
    private static final byte CONTROLLERS = 2;

    /** Every operation on a cluster: 5, 7 to 12. */
    private static final int ALL_OPERATIONS = 0b1_1111_1010_0000;

    private final ClusterState state;

    public DescribeClusterHandler(ClusterState state) {
        this.state = state;
    }

    @Override
    public Call read(ApiRequest request) {
        DescribeClusterRequest body = DescribeClusterRequest.read(request.body(), request.version());
        return (faults, now) -> new Answer.Reply(request.version(), answer(body, faults)::write);
    }

    private DescribeClusterResponse answer(DescribeClusterRequest body, RequestFaults faults) {
        ErrorCode scripted = faults.at(FaultTarget.REQUEST).error();
        ErrorCode error = scripted == ErrorCode.NONE ? check(body.endpointType()) : scripted;
        boolean fine = error == ErrorCode.NONE;
        List<DescribeClusterResponse.Broker> brokers = state.liveBrokers().stream()
                .map(broker -> new DescribeClusterResponse.Broker(
                        broker.id(), broker.host(), broker.port(), broker.rack(), false))
                .toList();
        return new DescribeClusterResponse(
                faults.throttleTimeMs(),
                error.code(),
                message(error, body.endpointType()),
                BROKERS,
                fine ? state.settings().clusterId() : "",
                fine ? state.controllerId() : -1,
                fine ? brokers : List.of(),
                fine && body.includeClusterAuthorizedOperations()
                        ? ALL_OPERATIONS
                        : DescribeClusterResponse.OPERATIONS_OMITTED);
    }

    private static @Nullable String message(ErrorCode error, byte endpointType) {
        return switch (error) {
            case MISMATCHED_ENDPOINT_TYPE ->
                "The request was sent to an endpoint of type BROKER, but we wanted an endpoint of type CONTROLLER";
            case UNSUPPORTED_ENDPOINT_TYPE -> "Unsupported endpoint type " + endpointType;
            default -> null;
        };
    }

    private static ErrorCode check(byte endpointType) {
        if (endpointType == BROKERS) {
            return ErrorCode.NONE;
        }
        return endpointType == CONTROLLERS ? ErrorCode.MISMATCHED_ENDPOINT_TYPE : ErrorCode.UNSUPPORTED_ENDPOINT_TYPE;
    }
}
