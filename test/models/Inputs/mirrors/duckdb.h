/* What programs use of DuckDB 1.1's C API: names, parameters, constants. */
#ifndef MIRROR_DUCKDB_H
#define MIRROR_DUCKDB_H
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif
typedef enum duckdb_state { DuckDBSuccess = 0, DuckDBError = 1 } duckdb_state;
typedef struct _duckdb_database {
  void *internal_ptr;
} *duckdb_database;
typedef struct _duckdb_connection {
  void *internal_ptr;
} *duckdb_connection;
typedef struct _duckdb_prepared_statement {
  void *internal_ptr;
} *duckdb_prepared_statement;
typedef struct _duckdb_appender {
  void *internal_ptr;
} *duckdb_appender;
typedef struct _duckdb_config {
  void *internal_ptr;
} *duckdb_config;
typedef struct {
  uint64_t deprecated_column_count;
  void *internal_data;
} duckdb_result;
duckdb_state duckdb_open(const char *path, duckdb_database *out_database);
duckdb_state duckdb_open_ext(const char *path, duckdb_database *out_database, duckdb_config config, char **out_error);
void duckdb_close(duckdb_database *database);
duckdb_state duckdb_connect(duckdb_database database, duckdb_connection *out_connection);
void duckdb_disconnect(duckdb_connection *connection);
void duckdb_interrupt(duckdb_connection connection);
duckdb_state duckdb_query(duckdb_connection connection, const char *query, duckdb_result *out_result);
void duckdb_destroy_result(duckdb_result *result);
duckdb_state duckdb_prepare(duckdb_connection connection, const char *query, duckdb_prepared_statement *out_prepared_statement);
void duckdb_destroy_prepare(duckdb_prepared_statement *prepared_statement);
duckdb_state duckdb_bind_int32(duckdb_prepared_statement prepared_statement, uint64_t param_idx, int32_t val);
duckdb_state duckdb_execute_prepared(duckdb_prepared_statement prepared_statement, duckdb_result *out_result);
duckdb_state duckdb_appender_create(duckdb_connection connection, const char *schema, const char *table, duckdb_appender *out_appender);
duckdb_state duckdb_append_int32(duckdb_appender appender, int32_t value);
duckdb_state duckdb_appender_end_row(duckdb_appender appender);
duckdb_state duckdb_appender_close(duckdb_appender appender);
duckdb_state duckdb_appender_destroy(duckdb_appender *appender);
#ifdef __cplusplus
}
#endif
#endif
