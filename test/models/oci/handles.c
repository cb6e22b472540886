// FLAGS: -isystem %S/../Inputs/mirrors
// OCI: a session's end commits what is open.
#include <oci.h>
#include <string.h>

int logon_bad(OCIEnv *env, OCIError *err, const OraText *user, const OraText *password, const OraText *db) {
  OCISvcCtx *svc = NULL;
  OCIStmt *stmt = NULL;
  if (OCILogon(env, err, &svc, user, 3, password, 6, db, 4) != OCI_SUCCESS)
    return -1;
  if (OCIStmtPrepare2(svc, &stmt, err, (const OraText *)"DELETE FROM shop", 16, NULL, 0, OCI_NTV_SYNTAX, OCI_DEFAULT))
    return -1; // expect: session-leak 'svc' is not closed on the return
  OCIStmtExecute(svc, stmt, err, 1, 0, NULL, NULL, OCI_COMMIT_ON_SUCCESS);
  OCIStmtRelease(stmt, err, NULL, 0, OCI_DEFAULT);
  OCILogoff(svc, err);
  return 0;
}

int logon_ok(OCIEnv *env, OCIError *err, const OraText *user, const OraText *password, const OraText *db) {
  OCISvcCtx *svc = NULL;
  sword rc = OCILogon(env, err, &svc, user, 3, password, 6, db, 4);
  if (rc != OCI_SUCCESS && rc != OCI_SUCCESS_WITH_INFO)
    return -1;
  OCILogoff(svc, err);
  return 0;
}

int transfer_bad(OCISvcCtx *svc, OCIStmt *stmt, OCIError *err) {
  if (OCITransStart(svc, err, 60, 1) != OCI_SUCCESS)
    return -1;
  if (OCIStmtExecute(svc, stmt, err, 1, 0, NULL, NULL, OCI_DEFAULT) == OCI_ERROR)
    return -1; // expect: session-missing-rollback the transaction on 'svc' stays open on the return
  return OCITransCommit(svc, err, OCI_DEFAULT);
}

int transfer_ok(OCISvcCtx *svc, OCIStmt *stmt, OCIError *err) {
  if (OCITransStart(svc, err, 60, 1) != OCI_SUCCESS)
    return -1;
  if (OCIStmtExecute(svc, stmt, err, 1, 0, NULL, NULL, OCI_DEFAULT) == OCI_ERROR) {
    OCITransRollback(svc, err, OCI_DEFAULT);
    return -1;
  }
  return OCITransCommit(svc, err, OCI_DEFAULT);
}

// The end of the session commits.
int half_done_bad(OCIEnv *env, OCIError *err, OCIStmt *stmt, const OraText *user, const OraText *password) {
  OCISvcCtx *svc = NULL;
  if (OCILogon(env, err, &svc, user, 3, password, 6, NULL, 0) != OCI_SUCCESS)
    return -1;
  OCITransStart(svc, err, 60, 1);
  if (OCIStmtExecute(svc, stmt, err, 1, 0, NULL, NULL, OCI_DEFAULT) == OCI_ERROR) {
    OCILogoff(svc, err); // expect: session-missing-rollback commits what was half done on 'svc'
    return -1;
  }
  OCITransCommit(svc, err, OCI_DEFAULT);
  OCILogoff(svc, err);
  return 0;
}

int half_done_ok(OCIEnv *env, OCIError *err, OCIStmt *stmt, const OraText *user, const OraText *password) {
  OCISvcCtx *svc = NULL;
  if (OCILogon(env, err, &svc, user, 3, password, 6, NULL, 0) != OCI_SUCCESS)
    return -1;
  OCITransStart(svc, err, 60, 1);
  int failed = OCIStmtExecute(svc, stmt, err, 1, 0, NULL, NULL, OCI_DEFAULT) == OCI_ERROR;
  if (failed)
    OCITransRollback(svc, err, OCI_DEFAULT);
  else
    OCITransCommit(svc, err, OCI_DEFAULT);
  OCILogoff(svc, err);
  return failed;
}

int statement_bad(OCISvcCtx *svc, OCIError *err) {
  OCIStmt *stmt = NULL;
  if (OCIStmtPrepare2(svc, &stmt, err, (const OraText *)"SELECT id FROM shop", 19, NULL, 0, OCI_NTV_SYNTAX, OCI_DEFAULT) != OCI_SUCCESS)
    return 0;
  if (OCIStmtExecute(svc, stmt, err, 0, 0, NULL, NULL, OCI_DEFAULT))
    return -1; // expect: session-statement-leak 'stmt' is not ended on the return
  OCIStmtRelease(stmt, err, NULL, 0, OCI_DEFAULT);
  return 0;
}

int environment_bad(void) {
  OCIEnv *env = NULL;
  OCIError *err = NULL;
  if (OCIEnvCreate(&env, OCI_THREADED, NULL, NULL, NULL, NULL, 0, NULL) != OCI_SUCCESS)
    return -1;
  if (OCIHandleAlloc(env, (void **)&err, OCI_HTYPE_ERROR, 0, NULL) != OCI_SUCCESS)
    return -1; // expect: session-leak 'env' is not closed on the return
  OCIHandleFree(env, OCI_HTYPE_ENV);
  return 0;
}

void logged_off_bad(OCISvcCtx *svc, OCIError *err) {
  OCILogoff(svc, err);
  OCITransCommit(svc, err, OCI_DEFAULT); // expect: session-use-after-close 'svc' is used by 'OCITransCommit' after it was closed
}
