// What programs use of OTL 4.0 (ODBC backend, global namespace): names and
// parameters only.
#ifndef MIRROR_OTLV4_H
#define MIRROR_OTLV4_H
class otl_exception {
public:
  unsigned char msg[1000];
  char stm_text[2048];
  int code;
};
class otl_connect {
public:
  int connected;
  static int otl_initialize(int threaded_mode = 0);
  otl_connect();
  otl_connect(const char *connect_str, int auto_commit = 0) noexcept(false);
  otl_connect(const otl_connect &) = delete;
  ~otl_connect();
  void rlogon(const char *connect_str, int auto_commit = 0);
  void logoff();
  void commit();
  void rollback();
  int auto_commit_off();
  int auto_commit_on();
  long direct_exec(const char *sqlstm, int exception_enabled = 1);
  void syntax_check(const char *sqlstm);
};
class otl_cursor {
public:
  static long direct_exec(otl_connect &connect, const char *sqlstm, int exception_enabled = 1);
};
class otl_stream {
public:
  otl_stream();
  otl_stream(int arr_size, const char *sqlstm, otl_connect &db);
  otl_stream(const otl_stream &) = delete;
  ~otl_stream();
  void open(int arr_size, const char *sqlstm, otl_connect &db);
  void set_commit(int auto_commit = 0);
  void flush();
  void close();
  int eof();
  otl_stream &operator<<(int n);
  otl_stream &operator<<(const char *s);
  otl_stream &operator>>(int &n);
};
class otl_nocommit_stream : public otl_stream {
public:
  otl_nocommit_stream(int arr_size, const char *sqlstm, otl_connect &db);
};
#endif
