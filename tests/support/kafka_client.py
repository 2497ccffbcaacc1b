"""Just enough of librdkafka, through ctypes, to make topics and to write and read raw messages."""
import collections
import ctypes
import ctypes.util
import time

Record = collections.namedtuple("Record", "partition offset key value headers")

_kafka = ctypes.CDLL(ctypes.util.find_library("rdkafka") or "librdkafka.so.1")
_PRODUCER, _CONSUMER = 0, 1
_CONF_OK = 0
_COPY = 2  # RD_KAFKA_MSG_F_COPY
_ANY_PARTITION = -1
_OFFSET_BEGINNING = -2
_PARTITION_EOF = -191
_QUEUE_FULL = -184
_UNKNOWN_MEMBER = 25


class _Message(ctypes.Structure):
    _fields_ = [("err", ctypes.c_int), ("topic", ctypes.c_void_p), ("partition", ctypes.c_int32),
                ("payload", ctypes.c_void_p), ("len", ctypes.c_size_t), ("key", ctypes.c_void_p),
                ("key_len", ctypes.c_size_t), ("offset", ctypes.c_int64), ("private", ctypes.c_void_p)]


def _declare(name, result, *arguments):
    function = getattr(_kafka, name)
    function.restype, function.argtypes = result, arguments
    return function


_p, _s, _i, _z = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.c_size_t
_conf_new = _declare("rd_kafka_conf_new", _p)
_conf_set = _declare("rd_kafka_conf_set", _i, _p, _s, _s, _s, _z)
_new = _declare("rd_kafka_new", _p, _i, _p, _s, _z)
_destroy = _declare("rd_kafka_destroy", None, _p)
_error_text = _declare("rd_kafka_err2str", _s, _i)
_topic_new = _declare("rd_kafka_topic_new", _p, _p, _s, _p)
_topic_destroy = _declare("rd_kafka_topic_destroy", None, _p)
_produce = _declare("rd_kafka_produce", _i, _p, ctypes.c_int32, _i, _s, _z, _s, _z, _p)
_last_error = _declare("rd_kafka_last_error", _i)
_poll = _declare("rd_kafka_poll", _i, _p, _i)
_flush = _declare("rd_kafka_flush", _i, _p, _i)
_queue_new = _declare("rd_kafka_queue_new", _p, _p)
_queue_poll = _declare("rd_kafka_queue_poll", _p, _p, _i)
_queue_destroy = _declare("rd_kafka_queue_destroy", None, _p)
_event_error = _declare("rd_kafka_event_error", _i, _p)
_event_destroy = _declare("rd_kafka_event_destroy", None, _p)
_create_result = _declare("rd_kafka_event_CreateTopics_result", _p, _p)
_result_topics = _declare("rd_kafka_CreateTopics_result_topics", ctypes.POINTER(_p), _p, ctypes.POINTER(_z))
_topic_error = _declare("rd_kafka_topic_result_error", _i, _p)
_new_topic = _declare("rd_kafka_NewTopic_new", _p, _s, _i, _i, _s, _z)
_new_topic_destroy = _declare("rd_kafka_NewTopic_destroy", None, _p)
_create_topics = _declare("rd_kafka_CreateTopics", None, _p, ctypes.POINTER(_p), _z, _p, _p)
_list_new = _declare("rd_kafka_topic_partition_list_new", _p, _i)
_list_add = _declare("rd_kafka_topic_partition_list_add", _p, _p, _s, ctypes.c_int32)
_list_offset = _declare("rd_kafka_topic_partition_list_set_offset", _i, _p, _s, ctypes.c_int32, ctypes.c_int64)
_list_destroy = _declare("rd_kafka_topic_partition_list_destroy", None, _p)
_delete_new = _declare("rd_kafka_DeleteRecords_new", _p, _p)
_delete_destroy = _declare("rd_kafka_DeleteRecords_destroy", None, _p)
_delete_records = _declare("rd_kafka_DeleteRecords", None, _p, ctypes.POINTER(_p), _z, _p, _p)
_acl_new = _declare("rd_kafka_AclBinding_new", _p, _i, _s, _i, _s, _s, _i, _i, _s, _z)
_acl_filter = _declare("rd_kafka_AclBindingFilter_new", _p, _i, _s, _i, _s, _s, _i, _i, _s, _z)
_acl_destroy = _declare("rd_kafka_AclBinding_destroy", None, _p)
_create_acls = _declare("rd_kafka_CreateAcls", None, _p, ctypes.POINTER(_p), _z, _p, _p)
_delete_acls = _declare("rd_kafka_DeleteAcls", None, _p, ctypes.POINTER(_p), _z, _p, _p)
_topic_config = _declare("rd_kafka_NewTopic_set_config", _i, _p, _s, _s)
_committed = _declare("rd_kafka_committed", _i, _p, _p, _i)
_commit = _declare("rd_kafka_commit", _i, _p, _p, _i)
_init_transactions = _declare("rd_kafka_init_transactions", _p, _p, _i)
_begin_transaction = _declare("rd_kafka_begin_transaction", _p, _p)
_abort_transaction = _declare("rd_kafka_abort_transaction", _p, _p, _i)
_commit_transaction = _declare("rd_kafka_commit_transaction", _p, _p, _i)
_transaction_error = _declare("rd_kafka_error_string", _s, _p)
_assign = _declare("rd_kafka_assign", _i, _p, _p)
_consume = _declare("rd_kafka_consumer_poll", ctypes.POINTER(_Message), _p, _i)
_consumer_close = _declare("rd_kafka_consumer_close", _i, _p)
_message_destroy = _declare("rd_kafka_message_destroy", None, ctypes.POINTER(_Message))
_message_headers = _declare("rd_kafka_message_headers", _i, ctypes.POINTER(_Message), ctypes.POINTER(_p))
_header_get = _declare("rd_kafka_header_get_all", _i, _p, _z, ctypes.POINTER(_s), ctypes.POINTER(_p), ctypes.POINTER(_z))


class _Partition(ctypes.Structure):
    _fields_ = [("topic", ctypes.c_char_p), ("partition", ctypes.c_int32), ("offset", ctypes.c_int64),
                ("metadata", ctypes.c_void_p), ("metadata_size", ctypes.c_size_t), ("opaque", ctypes.c_void_p),
                ("err", ctypes.c_int), ("private", ctypes.c_void_p)]


class _PartitionList(ctypes.Structure):
    _fields_ = [("count", ctypes.c_int), ("size", ctypes.c_int), ("elements", ctypes.POINTER(_Partition))]


class KafkaError(Exception):
    pass


def _check(error, what):
    if error != 0:
        raise KafkaError(f"{what}: {_error_text(error).decode()}")


def _client(kind, brokers, **options):
    conf, problem = _conf_new(), ctypes.create_string_buffer(512)
    for name, value in {"bootstrap.servers": brokers, "message.max.bytes": 100 << 20, "receive.message.max.bytes": 200 << 20,
                        **{name.replace("_", "."): value for name, value in options.items()}}.items():
        if _conf_set(conf, name.encode(), str(value).encode(), problem, 512) != _CONF_OK:
            raise KafkaError(problem.value.decode())
    client = _new(kind, conf, problem, 512)
    if not client:
        raise KafkaError(problem.value.decode())
    return client


def create_topic(brokers, name, partitions=1, replicas=1, **options):
    """`options`: the topic's, with _ for the dots of their names."""
    client = _client(_PRODUCER, brokers)
    queue = _queue_new(client)
    topic = _new_topic(name.encode(), partitions, replicas, None, 0)
    for option, value in options.items():
        _topic_config(topic, option.replace("_", ".").encode(), str(value).encode())
    _create_topics(client, (_p * 1)(topic), 1, None, queue)
    event = _queue_poll(queue, 30000)
    try:
        if not event:
            raise KafkaError(f"creating topic {name}: no answer in 30 s")
        _check(_event_error(event), f"creating topic {name}")
        count = _z()
        _check(_topic_error(_result_topics(_create_result(event), ctypes.byref(count))[0]), f"creating topic {name}")
    finally:
        if event:
            _event_destroy(event)
        _new_topic_destroy(topic)
        _queue_destroy(queue)
        _destroy(client)


def delete_records(brokers, topic, partition, before):
    """Takes what lies before the offset `before` out of the log, as retention does."""
    client = _client(_PRODUCER, brokers)
    queue, offsets = _queue_new(client), _list_new(1)
    _list_add(offsets, topic.encode(), partition)
    _list_offset(offsets, topic.encode(), partition, before)
    request = _delete_new(offsets)
    _delete_records(client, (_p * 1)(request), 1, None, queue)
    event = _queue_poll(queue, 30000)
    try:
        if not event:
            raise KafkaError(f"deleting records of {topic}: no answer in 30 s")
        _check(_event_error(event), f"deleting records of {topic}")
    finally:
        if event:
            _event_destroy(event)
        _delete_destroy(request)
        _list_destroy(offsets)
        _queue_destroy(queue)
        _destroy(client)


def set_writable(brokers, topic, writable):
    """Takes from everybody the right to write to a topic, or gives it back; the brokers need an authorizer."""
    topic_type, literal, write, deny = 2, 3, 4, 2
    client = _client(_PRODUCER, brokers)
    queue = _queue_new(client)
    make, call = (_acl_filter, _delete_acls) if writable else (_acl_new, _create_acls)
    acl = make(topic_type, topic.encode(), literal, b"User:*", b"*", write, deny, None, 0)
    call(client, (_p * 1)(acl), 1, None, queue)
    event = _queue_poll(queue, 30000)
    try:
        if not event:
            raise KafkaError(f"the rights to {topic}: no answer in 30 s")
        _check(_event_error(event), f"the rights to {topic}")
    finally:
        if event:
            _event_destroy(event)
        _acl_destroy(acl)
        _queue_destroy(queue)
        _destroy(client)


def committed(brokers, group, topic, partitions=1):
    """The group's committed offset of each partition; negative where there is none."""
    client = _client(_CONSUMER, brokers, group_id=group)
    offsets = _list_new(partitions)
    for partition in range(partitions):
        _list_add(offsets, topic.encode(), partition)
    try:
        _check(_committed(client, offsets, 30000), f"committed offsets of {group}")
        elements = ctypes.cast(offsets, ctypes.POINTER(_PartitionList)).contents.elements
        return [elements[i].offset for i in range(partitions)]
    finally:
        _list_destroy(offsets)
        _destroy(client)


def commit(brokers, group, topic, offsets):
    """Sets the offsets ({partition: offset}) of a group without members; waits until the last one's session is over."""
    client = _client(_CONSUMER, brokers, group_id=group)
    partitions = _list_new(len(offsets))
    for partition, offset in offsets.items():
        _list_add(partitions, topic.encode(), partition)
        _list_offset(partitions, topic.encode(), partition, offset)
    try:
        end = time.monotonic() + 60
        while (error := _commit(client, partitions, 0)) == _UNKNOWN_MEMBER and time.monotonic() < end:
            time.sleep(0.5)
        _check(error, f"committing for {group}")
    finally:
        _list_destroy(partitions)
        _destroy(client)


def _check_transaction(error, what):
    if error:
        raise KafkaError(f"{what}: {_transaction_error(error).decode()}")


def produce(brokers, topic, messages, partition=_ANY_PARTITION, transaction=None, **options):
    """Writes (key, value) pairs of bytes; None for a null value. The key decides the partition, unless one is given.
    `transaction`: "commit" or "abort" what is written."""
    if transaction:
        options["transactional_id"] = f"{topic}-writer"
    client = _client(_PRODUCER, brokers, **options)
    handle = _topic_new(client, topic.encode(), None)
    try:
        if transaction:
            _check_transaction(_init_transactions(client, 60000), "starting transactions")
            _check_transaction(_begin_transaction(client), "beginning a transaction")
        for key, value in messages:
            while _produce(handle, partition, _COPY, value, len(value or b""), key, len(key or b""), None) != 0:
                error = _last_error()
                if error != _QUEUE_FULL:
                    _check(error, f"producing to {topic}")
                _poll(client, 100)
        _check(_flush(client, 120000), f"producing to {topic}")
        if transaction:
            end = _commit_transaction if transaction == "commit" else _abort_transaction
            _check_transaction(end(client, 60000), f"ending with {transaction}")
    finally:
        _topic_destroy(handle)
        _destroy(client)


def _bytes(pointer, length):
    return ctypes.string_at(pointer, length) if pointer else None


def _headers(message):
    headers, found = _p(), []
    if _message_headers(message, ctypes.byref(headers)) != 0:
        return found
    name, value, size = _s(), _p(), _z()
    while _header_get(headers, len(found), ctypes.byref(name), ctypes.byref(value), ctypes.byref(size)) == 0:
        found.append((name.value.decode(), _bytes(value.value, size.value)))
    return found


def consume(brokers, topic, partitions=1):
    """All messages that the topic holds now, as Records, partition by partition."""
    client = _client(_CONSUMER, brokers, group_id="reader", enable_partition_eof="true", enable_auto_commit="false")
    assignment = _list_new(partitions)
    for partition in range(partitions):
        _list_add(assignment, topic.encode(), partition)
        _list_offset(assignment, topic.encode(), partition, _OFFSET_BEGINNING)
    records, at_end = [], set()
    try:
        _check(_assign(client, assignment), f"reading {topic}")
        while len(at_end) < partitions:
            message = _consume(client, 60000)
            if not message:
                raise KafkaError(f"reading {topic}: nothing in 60 s")
            m = message.contents
            if m.err == _PARTITION_EOF:
                at_end.add(m.partition)
            else:
                _check(m.err, f"reading {topic}")
                records.append(Record(m.partition, m.offset, _bytes(m.key, m.key_len), _bytes(m.payload, m.len),
                                      _headers(message)))
            _message_destroy(message)
    finally:
        _list_destroy(assignment)
        _consumer_close(client)
        _destroy(client)
    return sorted(records)
