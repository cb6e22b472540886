/* What programs use of the Cassandra C/C++ driver 2.17: names, parameters,
 * constants. */
#ifndef MIRROR_CASSANDRA_H
#define MIRROR_CASSANDRA_H
#include <stddef.h>
#ifdef __cplusplus
extern "C" {
#endif
typedef enum CassError_ { CASS_OK = 0, CASS_ERROR_LIB_BAD_PARAMS = 0x01000001 } CassError;
typedef enum CassBatchType_ { CASS_BATCH_TYPE_LOGGED = 0 } CassBatchType;
typedef int cass_bool_t;
typedef struct CassCluster_ CassCluster;
typedef struct CassSession_ CassSession;
typedef struct CassStatement_ CassStatement;
typedef struct CassPrepared_ CassPrepared;
typedef struct CassBatch_ CassBatch;
typedef struct CassFuture_ CassFuture;
typedef struct CassResult_ CassResult;
typedef struct CassIterator_ CassIterator;
typedef struct CassRow_ CassRow;
CassCluster *cass_cluster_new(void);
CassError cass_cluster_set_contact_points(CassCluster *cluster, const char *contact_points);
void cass_cluster_free(CassCluster *cluster);
CassSession *cass_session_new(void);
CassFuture *cass_session_connect(CassSession *session, const CassCluster *cluster);
CassFuture *cass_session_connect_keyspace(CassSession *session, const CassCluster *cluster, const char *keyspace);
CassFuture *cass_session_close(CassSession *session);
CassFuture *cass_session_prepare(CassSession *session, const char *query);
CassFuture *cass_session_execute(CassSession *session, const CassStatement *statement);
CassFuture *cass_session_execute_batch(CassSession *session, const CassBatch *batch);
void cass_session_free(CassSession *session);
CassStatement *cass_statement_new(const char *query, size_t parameter_count);
CassError cass_statement_bind_string(CassStatement *statement, size_t index, const char *value);
void cass_statement_free(CassStatement *statement);
CassStatement *cass_prepared_bind(const CassPrepared *prepared);
void cass_prepared_free(const CassPrepared *prepared);
CassBatch *cass_batch_new(CassBatchType type);
CassError cass_batch_add_statement(CassBatch *batch, const CassStatement *statement);
void cass_batch_free(CassBatch *batch);
void cass_future_wait(CassFuture *future);
CassError cass_future_error_code(CassFuture *future);
void cass_future_error_message(CassFuture *future, const char **message, size_t *message_length);
const CassResult *cass_future_get_result(CassFuture *future);
const CassPrepared *cass_future_get_prepared(CassFuture *future);
void cass_future_free(CassFuture *future);
size_t cass_result_row_count(const CassResult *result);
void cass_result_free(const CassResult *result);
CassIterator *cass_iterator_from_result(const CassResult *result);
cass_bool_t cass_iterator_next(CassIterator *iterator);
const CassRow *cass_iterator_get_row(const CassIterator *iterator);
void cass_iterator_free(CassIterator *iterator);
#ifdef __cplusplus
}
#endif
#endif
