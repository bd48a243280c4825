package dev.kurier.brokerstub.fetch;

import dev.kurier.brokerstub.fetch.SessionPartition.Key;
import dev.kurier.protocol.ErrorCode;
import dev.kurier.protocol.NodeEndpoint;
import dev.kurier.protocol.fetch.FetchRequest;
import dev.kurier.protocol.fetch.FetchResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says what a request reads and what of it the client is told: everything, or by its session what is new (KIP-227). */
sealed interface FetchContext {
    /** The session id of an answer outside of any session. */
    int NO_SESSION = 0;

    /** The partitions to read, in this order. */
    Collection<SessionPartition> wanted();

    /** Makes the answer. */
    FetchResponse answer(Findings findings, long nowNs);

    /**
     * Is what was read.
     *
     * @param answers one for each partition, in the order of the answer
     * @param endpoints where the leaders listen that the answers name
     */
    record Findings(int throttleTimeMs, List<Finding> answers, List<NodeEndpoint> endpoints) {
        FetchResponse response(ErrorCode error, int sessionId, List<Finding> told) {
            return new FetchResponse(throttleTimeMs, error.code(), sessionId, Finding.byTopic(told), endpoints);
        }
    }

    /** Is what was found in one partition. */
    record Finding(SessionPartition partition, FetchResponse.Partition answer) {
        /** Groups neighbours of one topic. */
        static List<FetchResponse.Topic> byTopic(List<Finding> findings) {
            List<FetchResponse.Topic> topics = new ArrayList<>();
            Key last = null;
            for (Finding finding : findings) {
                Key key = finding.partition.key();
                if (last == null
                        || !key.topic().equals(last.topic())
                        || !key.topicId().equals(last.topicId())) {
                    topics.add(new FetchResponse.Topic(key.topic(), key.topicId(), new ArrayList<>()));
                }
                topics.get(topics.size() - 1).partitions().add(finding.answer);
                last = key;
            }
            return topics;
        }
    }

    /** Finds a request's place among the sessions; closes or advances a session, but opens none yet. */
    static FetchContext of(FetchRequest request, boolean byId, FetchSessions sessions, long nowNs) {
        int epoch = request.sessionEpoch();
        if (epoch == FetchSession.OPENS || epoch == FetchSession.CLOSES) {
            sessions.close(request.sessionId());
            boolean opens = epoch == FetchSession.OPENS;
            return new Whole(FetchSession.partitionsOf(request.topics()), byId, opens ? sessions : null);
        }
        FetchSession session = sessions.find(request.sessionId());
        if (session == null) {
            return new Refused(ErrorCode.FETCH_SESSION_ID_NOT_FOUND);
        }
        if (session.epoch() != epoch) {
            return new Refused(ErrorCode.INVALID_FETCH_SESSION_EPOCH);
        }
        if (session.usesTopicIds() != byId) {
            return new Refused(ErrorCode.FETCH_SESSION_TOPIC_ID_ERROR);
        }
        session.update(request.topics(), request.forgottenTopics());
        if (session.partitions().isEmpty()) {
            sessions.close(session.id());
            return new Whole(FetchSession.partitionsOf(request.topics()), byId, null);
        }
        session.used(nowNs, FetchSessions.EVICTABLE_AFTER_NS);
        return new Incremental(session, session.epoch());
    }

    /** Can't be served: the client has to open another session. */
    record Refused(ErrorCode error) implements FetchContext {
        @Override
        public Collection<SessionPartition> wanted() {
            return List.of();
        }

        @Override
        public FetchResponse answer(Findings findings, long nowNs) {
            return findings.response(error, NO_SESSION, List.of());
        }
    }

    /**
     * Reads what the request names, and tells all of it.
     *
     * @param opensIn where a session is opened with the answer; null for none
     */
    record Whole(
            Map<Key, SessionPartition> partitions,
            boolean byId,
            @Nullable FetchSessions opensIn) implements FetchContext {
        @Override
        public Collection<SessionPartition> wanted() {
            return partitions.values();
        }

        @Override
        public FetchResponse answer(Findings findings, long nowNs) {
            findings.answers.forEach(finding -> finding.partition.isNews(finding.answer));
            FetchSession session = opensIn == null ? null : opensIn.open(byId, partitions, nowNs);
            return findings.response(ErrorCode.NONE, session == null ? NO_SESSION : session.id(), findings.answers);
        }
    }

    /**
     * Reads what the session knows, and tells what changed.
     *
     * @param epoch that of the session, unless somebody else has used it meanwhile
     */
    record Incremental(FetchSession session, int epoch) implements FetchContext {
        @Override
        public Collection<SessionPartition> wanted() {
            return session.partitions();
        }

        @Override
        public FetchResponse answer(Findings findings, long nowNs) {
            if (session.epoch() != epoch) {
                return findings.response(ErrorCode.INVALID_FETCH_SESSION_EPOCH, session.id(), List.of());
            }
            List<Finding> news = findings.answers.stream()
                    .filter(finding -> finding.partition.isNews(finding.answer))
                    .toList();
            news.stream()
                    .filter(finding -> SessionPartition.hasRecords(finding.answer))
                    .forEach(finding -> session.moveToEnd(finding.partition));
            return findings.response(ErrorCode.NONE, session.id(), news);
        }
    }
}
