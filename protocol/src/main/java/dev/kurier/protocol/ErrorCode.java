package dev.kurier.protocol;

import static dev.kurier.protocol.ErrorCode.Written.IF_ACKS_ALL;
import static dev.kurier.protocol.ErrorCode.Written.MAYBE;
import static dev.kurier.protocol.ErrorCode.Written.NO;
import static dev.kurier.protocol.Recovery.DROP_CULPRITS;
import static dev.kurier.protocol.Recovery.REBOOTSTRAP;
import static dev.kurier.protocol.Recovery.REFRESH_METADATA;
import static dev.kurier.protocol.Recovery.REFUSE;
import static dev.kurier.protocol.Recovery.RESEQUENCE;
import static dev.kurier.protocol.Recovery.RETRY;
import static dev.kurier.protocol.Recovery.SPLIT;
import static dev.kurier.protocol.Recovery.SUCCESS_WITHOUT_OFFSET;
import static dev.kurier.protocol.Recovery.UNAUTHORIZED;

/**
 * Lists Kafka's error codes: what a client does about each, and what each says about the records of a Produce request.
 *
 * <p>A row is one code: its number, the {@link Recovery}, whether the records may be in the log although the broker
 * answered so, and advice for a person. Messages keep the bare number, so that a code from a newer broker is not lost;
 * {@link #of} treats such a code as {@link #UNKNOWN_SERVER_ERROR}.
 */
public enum ErrorCode {
    UNKNOWN_SERVER_ERROR(-1, REFUSE, MAYBE, "The broker failed without saying why: look into its log."),
    NONE(0, Recovery.NONE, MAYBE, "There is no error."),
    OFFSET_OUT_OF_RANGE(
            1, REFUSE, MAYBE, "The offset is outside the log: list the partition's offsets and choose one of them."),
    CORRUPT_MESSAGE(
            2,
            RETRY,
            NO,
            "The batch arrived damaged, or a record has no key in a compacted topic: give every record a key."),
    UNKNOWN_TOPIC_OR_PARTITION(
            3,
            REFRESH_METADATA,
            IF_ACKS_ALL,
            "The broker does not know the topic or partition: create it, or check its name."),
    INVALID_FETCH_SIZE(4, REFUSE, MAYBE, "The fetch size is not allowed: ask for more than zero bytes."),
    LEADER_NOT_AVAILABLE(
            5,
            REFRESH_METADATA,
            NO,
            "The partition has no leader now: wait for the election, or check that its brokers run."),
    NOT_LEADER_OR_FOLLOWER(
            6, REFRESH_METADATA, IF_ACKS_ALL, "Leadership has moved: ask for metadata and send to the new leader."),
    REQUEST_TIMED_OUT(
            7, RETRY, MAYBE, "The replicas did not confirm in time: check that they keep up with the leader."),
    BROKER_NOT_AVAILABLE(8, REFUSE, MAYBE, "The broker is not available: check that it runs."),
    REPLICA_NOT_AVAILABLE(
            9, REFRESH_METADATA, IF_ACKS_ALL, "The broker holds no usable replica of the partition: ask for metadata."),
    MESSAGE_TOO_LARGE(
            10,
            SPLIT,
            NO,
            "The batch is over the topic's limit: send smaller records, or raise max.message.bytes of the topic."),
    STALE_CONTROLLER_EPOCH(11, REFUSE, MAYBE, "A controller was replaced; this is between brokers."),
    OFFSET_METADATA_TOO_LARGE(12, REFUSE, MAYBE, "The text kept with a committed offset is too long: shorten it."),
    NETWORK_EXCEPTION(
            13,
            REFRESH_METADATA,
            MAYBE,
            "The connection broke before the answer came: check the network and the broker."),
    COORDINATOR_LOAD_IN_PROGRESS(14, RETRY, NO, "The coordinator is still loading its state: wait."),
    COORDINATOR_NOT_AVAILABLE(15, RETRY, NO, "There is no coordinator now: wait, or check the internal topics."),
    NOT_COORDINATOR(16, RETRY, NO, "The coordinator has moved: find it again."),
    INVALID_TOPIC_EXCEPTION(17, REFUSE, NO, "The topic's name is not allowed, or it is internal: choose another."),
    RECORD_LIST_TOO_LARGE(
            18,
            SPLIT,
            NO,
            "The batch is larger than a log segment: lower batch.size, or raise segment.bytes of the topic."),
    NOT_ENOUGH_REPLICAS(
            19, RETRY, NO, "Fewer replicas are in sync than min.insync.replicas asks for: bring brokers back."),
    NOT_ENOUGH_REPLICAS_AFTER_APPEND(
            20, RETRY, MAYBE, "The leader has the records, but too few replicas are in sync: bring brokers back."),
    INVALID_REQUIRED_ACKS(21, REFUSE, NO, "The broker takes only acks 0, 1 and all: correct the setting."),
    ILLEGAL_GENERATION(22, REFUSE, NO, "The consumer group has moved on to another generation: join again."),
    INCONSISTENT_GROUP_PROTOCOL(23, REFUSE, MAYBE, "The group's members share no protocol: align their assignors."),
    INVALID_GROUP_ID(24, REFUSE, MAYBE, "The group id is not allowed: choose another."),
    UNKNOWN_MEMBER_ID(25, REFUSE, MAYBE, "The coordinator does not know the group member: join again."),
    INVALID_SESSION_TIMEOUT(26, REFUSE, MAYBE, "The session time-out is outside the broker's limits: change it."),
    REBALANCE_IN_PROGRESS(27, REFUSE, MAYBE, "The consumer group is rebalancing: join again."),
    INVALID_COMMIT_OFFSET_SIZE(28, REFUSE, MAYBE, "The commit is too large: commit fewer partitions at once."),
    TOPIC_AUTHORIZATION_FAILED(
            29, UNAUTHORIZED, NO, "The client may not do this with the topic: grant it Write on the topic."),
    GROUP_AUTHORIZATION_FAILED(30, UNAUTHORIZED, NO, "The client may not use the group: grant it Read on the group."),
    CLUSTER_AUTHORIZATION_FAILED(
            31,
            UNAUTHORIZED,
            NO,
            "The client may not do this with the cluster: grant it IdempotentWrite, or Write on a topic."),
    INVALID_TIMESTAMP(
            32,
            DROP_CULPRITS,
            NO,
            "A record's time is too far from the broker's: correct it, or change the topic's limits."),
    UNSUPPORTED_SASL_MECHANISM(
            33, REFUSE, NO, "The broker does not offer the SASL mechanism: choose one that it lists."),
    ILLEGAL_SASL_STATE(
            34, REFUSE, NO, "Authentication steps came in the wrong order: check security.protocol on both sides."),
    UNSUPPORTED_VERSION(35, REFUSE, NO, "The broker does not speak this version of the API: ask which it speaks."),
    TOPIC_ALREADY_EXISTS(36, REFUSE, MAYBE, "There is a topic of that name already."),
    INVALID_PARTITIONS(37, REFUSE, MAYBE, "The number of partitions is not allowed: ask for one at least."),
    INVALID_REPLICATION_FACTOR(
            38, REFUSE, MAYBE, "The replication factor is below one or above the number of brokers."),
    INVALID_REPLICA_ASSIGNMENT(39, REFUSE, MAYBE, "The assignment of replicas to brokers is not consistent."),
    INVALID_CONFIG(40, REFUSE, MAYBE, "A setting of the topic or broker is not valid: see the broker's message."),
    NOT_CONTROLLER(41, REFRESH_METADATA, MAYBE, "The broker is not the controller: ask for metadata."),
    INVALID_REQUEST(42, REFUSE, NO, "The broker could not make sense of the request: see its log."),
    UNSUPPORTED_FOR_MESSAGE_FORMAT(
            43, REFUSE, NO, "The topic's old message format can't hold this: upgrade the topic."),
    POLICY_VIOLATION(44, REFUSE, NO, "A policy of the cluster forbids this: see the broker's message."),
    OUT_OF_ORDER_SEQUENCE_NUMBER(
            45, RESEQUENCE, NO, "The broker expected another sequence number: an earlier batch is missing there."),
    DUPLICATE_SEQUENCE_NUMBER(
            46, SUCCESS_WITHOUT_OFFSET, MAYBE, "The broker has these records already and has forgotten where."),
    INVALID_PRODUCER_EPOCH(47, RESEQUENCE, NO, "A producer with the same id and a newer epoch has written."),
    INVALID_TXN_STATE(48, REFUSE, NO, "The transaction is not in a state that allows this: begin one first."),
    INVALID_PRODUCER_ID_MAPPING(
            49, REFUSE, NO, "The producer id no longer belongs to the transactional id: make a new producer."),
    INVALID_TRANSACTION_TIMEOUT(
            50, REFUSE, NO, "The transaction time-out is over the broker's transaction.max.timeout.ms: lower it."),
    CONCURRENT_TRANSACTIONS(51, RETRY, NO, "The last transaction is still being finished: wait."),
    TRANSACTION_COORDINATOR_FENCED(
            52, REFUSE, MAYBE, "A transaction coordinator was replaced; this is between brokers."),
    TRANSACTIONAL_ID_AUTHORIZATION_FAILED(
            53, UNAUTHORIZED, NO, "The client may not use the transactional id: grant it Write on it."),
    SECURITY_DISABLED(54, REFUSE, NO, "The cluster has no authorizer: configure one first."),
    OPERATION_NOT_ATTEMPTED(55, REFUSE, NO, "Another part of the request failed first, so this one was not tried."),
    KAFKA_STORAGE_ERROR(56, REFRESH_METADATA, MAYBE, "The broker's disk failed: look into its log."),
    LOG_DIR_NOT_FOUND(57, REFUSE, MAYBE, "The broker has no such log directory: check its log.dirs."),
    SASL_AUTHENTICATION_FAILED(
            58, REFUSE, NO, "The broker did not accept the credentials: check user, password and mechanism."),
    UNKNOWN_PRODUCER_ID(59, RESEQUENCE, NO, "The broker has forgotten this producer, as its records have expired."),
    REASSIGNMENT_IN_PROGRESS(60, REFUSE, MAYBE, "The partitions are being moved: wait until that is done."),
    DELEGATION_TOKEN_AUTH_DISABLED(
            61, REFUSE, NO, "The cluster has no delegation tokens: configure a secret for them."),
    DELEGATION_TOKEN_NOT_FOUND(62, REFUSE, NO, "The broker does not know the token: create a new one."),
    DELEGATION_TOKEN_OWNER_MISMATCH(63, REFUSE, NO, "The token belongs to somebody else."),
    DELEGATION_TOKEN_REQUEST_NOT_ALLOWED(
            64, REFUSE, NO, "Tokens need an authenticated connection that is not itself made with a token."),
    DELEGATION_TOKEN_AUTHORIZATION_FAILED(
            65, UNAUTHORIZED, NO, "The client may not do this with the token: grant it Describe on it."),
    DELEGATION_TOKEN_EXPIRED(66, REFUSE, NO, "The token has expired: create a new one."),
    INVALID_PRINCIPAL_TYPE(67, REFUSE, NO, "The kind of principal is not supported: use User."),
    NON_EMPTY_GROUP(68, REFUSE, MAYBE, "The consumer group has members: stop them first."),
    GROUP_ID_NOT_FOUND(69, REFUSE, MAYBE, "There is no such consumer group."),
    FETCH_SESSION_ID_NOT_FOUND(70, RETRY, MAYBE, "The broker has dropped the fetch session: open a new one."),
    INVALID_FETCH_SESSION_EPOCH(71, RETRY, MAYBE, "The fetch session is out of step: open a new one."),
    LISTENER_NOT_FOUND(
            72, REFRESH_METADATA, NO, "The leader has no listener of the name used here: check its listeners."),
    TOPIC_DELETION_DISABLED(73, REFUSE, MAYBE, "The cluster does not delete topics: set delete.topic.enable."),
    FENCED_LEADER_EPOCH(74, REFRESH_METADATA, NO, "The client's leader epoch is too old: ask for metadata."),
    UNKNOWN_LEADER_EPOCH(
            75,
            REFRESH_METADATA,
            NO,
            "The client's leader epoch is newer than the broker's: wait until it catches up."),
    UNSUPPORTED_COMPRESSION_TYPE(
            76, REFUSE, NO, "The broker does not know the compression, or not in this version: choose another codec."),
    STALE_BROKER_EPOCH(77, REFUSE, MAYBE, "A broker has restarted meanwhile; this is between brokers."),
    OFFSET_NOT_AVAILABLE(78, RETRY, MAYBE, "A new leader does not know its high watermark yet: wait."),
    MEMBER_ID_REQUIRED(79, REFUSE, MAYBE, "The group member must join again with the id it was given."),
    PREFERRED_LEADER_NOT_AVAILABLE(
            80, REFRESH_METADATA, MAYBE, "The preferred leader is not available: wait until it is back."),
    GROUP_MAX_SIZE_REACHED(81, REFUSE, MAYBE, "The consumer group is full: raise the broker's group.max.size."),
    FENCED_INSTANCE_ID(82, REFUSE, NO, "Another consumer uses the same group.instance.id: stop one of them."),
    ELIGIBLE_LEADERS_NOT_AVAILABLE(83, REFRESH_METADATA, MAYBE, "No replica may become leader: bring brokers back."),
    ELECTION_NOT_NEEDED(84, REFRESH_METADATA, MAYBE, "The partition has the leader that was wanted."),
    NO_REASSIGNMENT_IN_PROGRESS(85, REFUSE, MAYBE, "No partition is being moved."),
    GROUP_SUBSCRIBED_TO_TOPIC(86, REFUSE, MAYBE, "The consumer group still reads the topic: stop it first."),
    INVALID_RECORD(87, DROP_CULPRITS, NO, "A record breaks a rule of the topic: see the broker's message."),
    UNSTABLE_OFFSET_COMMIT(88, RETRY, MAYBE, "A transaction's offsets are still open: wait."),
    THROTTLING_QUOTA_EXCEEDED(89, RETRY, NO, "The client is over its quota: send slower, or raise the quota."),
    PRODUCER_FENCED(90, REFUSE, NO, "A newer producer uses the same transactional id: stop one of them."),
    RESOURCE_NOT_FOUND(91, REFUSE, MAYBE, "There is nothing of that name."),
    DUPLICATE_RESOURCE(92, REFUSE, MAYBE, "The request names the same thing twice."),
    UNACCEPTABLE_CREDENTIAL(93, REFUSE, MAYBE, "The credential is not good enough: choose another."),
    INCONSISTENT_VOTER_SET(
            94, REFUSE, MAYBE, "A controller is not among the voters expected; this is between controllers."),
    INVALID_UPDATE_VERSION(95, REFUSE, MAYBE, "The update does not follow the current version."),
    FEATURE_UPDATE_FAILED(96, REFUSE, MAYBE, "The feature could not be changed: see the controller's log."),
    PRINCIPAL_DESERIALIZATION_FAILURE(
            97, REFUSE, MAYBE, "A forwarded principal could not be read: check the principal builders of the brokers."),
    SNAPSHOT_NOT_FOUND(98, REFUSE, MAYBE, "There is no such snapshot; this is between controllers."),
    POSITION_OUT_OF_RANGE(99, REFUSE, MAYBE, "The position is outside the snapshot; this is between controllers."),
    UNKNOWN_TOPIC_ID(
            100,
            REFRESH_METADATA,
            IF_ACKS_ALL,
            "The broker does not know the topic's id: it was deleted, or has not arrived there yet."),
    DUPLICATE_BROKER_REGISTRATION(101, REFUSE, MAYBE, "Two brokers have the same id: give each its own."),
    BROKER_ID_NOT_REGISTERED(102, REFUSE, MAYBE, "No broker of that id has registered."),
    INCONSISTENT_TOPIC_ID(103, REFRESH_METADATA, NO, "The topic was deleted and created again: ask for metadata."),
    INCONSISTENT_CLUSTER_ID(104, REFUSE, NO, "The broker belongs to another cluster: check bootstrap.servers."),
    TRANSACTIONAL_ID_NOT_FOUND(105, REFUSE, NO, "The coordinator does not know the transactional id."),
    FETCH_SESSION_TOPIC_ID_ERROR(106, RETRY, MAYBE, "The fetch session mixes topic names and ids: open a new one."),
    INELIGIBLE_REPLICA(107, REFUSE, MAYBE, "A replica may not be in sync yet; this is between brokers."),
    NEW_LEADER_ELECTED(108, REFUSE, MAYBE, "The partition changed and has a new leader; this is between brokers."),
    OFFSET_MOVED_TO_TIERED_STORAGE(109, REFUSE, MAYBE, "The offset is in remote storage: read it from there."),
    FENCED_MEMBER_EPOCH(110, REFUSE, MAYBE, "The group member is out of date: give its partitions up and join again."),
    UNRELEASED_INSTANCE_ID(111, REFUSE, MAYBE, "Another group member still has the instance id: stop it first."),
    UNSUPPORTED_ASSIGNOR(112, REFUSE, MAYBE, "The group does not support the assignor: choose another."),
    STALE_MEMBER_EPOCH(113, REFUSE, MAYBE, "The group member's epoch is old: wait for its next heartbeat."),
    MISMATCHED_ENDPOINT_TYPE(
            114, REFUSE, NO, "A controller was asked for a broker's service, or the reverse: check the address."),
    UNSUPPORTED_ENDPOINT_TYPE(115, REFUSE, NO, "The kind of endpoint is not supported."),
    UNKNOWN_CONTROLLER_ID(116, REFUSE, MAYBE, "No controller of that id is known."),
    UNKNOWN_SUBSCRIPTION_ID(117, REFUSE, MAYBE, "The telemetry subscription is out of date: ask for it again."),
    TELEMETRY_TOO_LARGE(118, REFUSE, MAYBE, "The telemetry is over the broker's limit: send less."),
    INVALID_REGISTRATION(119, REFUSE, MAYBE, "The controller refused the broker's registration: see its log."),
    TRANSACTION_ABORTABLE(120, REFUSE, NO, "The transaction can't go on: abort it, then begin another."),
    INVALID_RECORD_STATE(121, REFUSE, MAYBE, "The record can't be acknowledged in its state."),
    SHARE_SESSION_NOT_FOUND(122, RETRY, MAYBE, "The broker has dropped the share session: open a new one."),
    INVALID_SHARE_SESSION_EPOCH(123, RETRY, MAYBE, "The share session is out of step: open a new one."),
    FENCED_STATE_EPOCH(124, REFUSE, MAYBE, "The share group's state has moved on; this is between brokers."),
    INVALID_VOTER_KEY(125, REFUSE, MAYBE, "The voter's key is another: check its directory id."),
    DUPLICATE_VOTER(126, REFUSE, MAYBE, "The controller is a voter already."),
    VOTER_NOT_FOUND(127, REFUSE, MAYBE, "The controller is not a voter."),
    INVALID_REGULAR_EXPRESSION(128, REFUSE, MAYBE, "The regular expression is not valid: correct it."),
    REBOOTSTRAP_REQUIRED(
            129, REBOOTSTRAP, NO, "The client's brokers are out of date: begin again with bootstrap.servers."),
    STREAMS_INVALID_TOPOLOGY(130, REFUSE, MAYBE, "The streams topology is not valid."),
    STREAMS_INVALID_TOPOLOGY_EPOCH(131, REFUSE, MAYBE, "The streams topology's epoch is not valid."),
    STREAMS_TOPOLOGY_FENCED(132, REFUSE, MAYBE, "The streams topology is out of date."),
    SHARE_SESSION_LIMIT_REACHED(133, RETRY, MAYBE, "The broker has as many share sessions as it allows: wait."),
    GROUP_DELETION_FAILED(134, REFUSE, MAYBE, "The group could not be deleted: see the message for it."),
    STREAMS_TOPOLOGY_DESCRIPTION_UPDATE_FAILED(
            135, REFUSE, MAYBE, "The description of a streams topology could not be kept: see the message."),
    CONTROLLER_ID_NOT_REGISTERED(136, REFUSE, MAYBE, "No controller of that id has registered.");

    private static final int LOWEST = UNKNOWN_SERVER_ERROR.code;
    private static final ErrorCode[] BY_CODE = byCode();

    private final short code;
    private final Recovery recovery;
    private final Written written;
    private final String advice;

    ErrorCode(int code, Recovery recovery, Written written, String advice) {
        this.code = (short) code;
        this.recovery = recovery;
        this.written = written;
        this.advice = advice;
    }

    /** Returns the number on the wire. */
    public short code() {
        return code;
    }

    /** Returns what a client does about this. */
    public Recovery recovery() {
        return recovery;
    }

    /**
     * Tells whether the records of a Produce request with any acks may be in the log after this answer.
     *
     * <p>False only for codes with which every broker refuses before it appends. It speaks of the one attempt that
     * was answered, not of earlier ones.
     */
    public boolean mayBeWritten() {
        return written != NO;
    }

    /**
     * Tells whether the records of a Produce request may be in the log after this answer.
     *
     * <p>With acks=all some refusals can also come after the append: the leader lost its partition while it waited for
     * the replicas, which may have the records.
     *
     * @param acks those of the request: 0, 1 or -1 for all
     */
    public boolean mayBeWritten(int acks) {
        return written == MAYBE || (written == IF_ACKS_ALL && acks == -1);
    }

    /** Returns one sentence for a person: what is wrong and what to do. */
    public String advice() {
        return advice;
    }

    /** Returns the row of a number from the wire, or {@link #UNKNOWN_SERVER_ERROR} if there is none. */
    public static ErrorCode of(short code) {
        int index = code - LOWEST;
        return index >= 0 && index < BY_CODE.length ? BY_CODE[index] : UNKNOWN_SERVER_ERROR;
    }

    /** Returns the name and the number of a code from the wire, for messages: {@code NOT_LEADER_OR_FOLLOWER (6)}. */
    public static String describe(short code) {
        ErrorCode row = of(code);
        return (row.code == code ? row.name() : "an unknown error code") + " (" + code + ")";
    }

    /** Makes the index; the codes have no gaps, which a test watches. */
    private static ErrorCode[] byCode() {
        ErrorCode[] index = new ErrorCode[values().length];
        for (ErrorCode row : values()) {
            index[row.code - LOWEST] = row;
        }
        return index;
    }

    /** Says whether the records of a Produce request may be in the log although it was answered with an error. */
    enum Written {
        /** The broker refuses before it appends. */
        NO,
        /** Certainly not, unless the broker had to wait for replicas. */
        IF_ACKS_ALL,
        /** They may be, or nobody knows. */
        MAYBE
    }
}
