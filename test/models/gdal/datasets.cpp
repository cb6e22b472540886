// NEEDS: /usr/include/gdal/gdal_priv.h
// FLAGS: -isystem /usr/include/gdal
// GDAL: datasets are closed by GDALClose, results go back to their dataset.
#include <gdal_priv.h>
#include <ogr_api.h>
#include <ogrsf_frmts.h>
#include <stdexcept>

int step(int);

int layers_bad(const char *path) {
  auto *ds = static_cast<GDALDataset *>(GDALOpenEx(path, GDAL_OF_VECTOR, nullptr, nullptr, nullptr));
  if (ds == nullptr)
    return -1;
  if (ds->GetLayerByName("shop") == nullptr)
    return -1; // expect: session-leak 'ds' is not closed on the return
  GDALClose(ds);
  return 0;
}

int layers_ok(const char *path) {
  auto *ds = static_cast<GDALDataset *>(GDALOpenEx(path, GDAL_OF_VECTOR, nullptr, nullptr, nullptr));
  if (ds == nullptr)
    return -1;
  int n = ds->GetLayerCount();
  GDALClose(ds);
  return n;
}

int raster_bad(const char *path) {
  GDALDatasetH ds = GDALOpen(path, GA_ReadOnly);
  if (!ds)
    return -1;
  int n = step(GDALGetRasterXSize(ds)); // expect: session-leak 'ds' is not closed when 'step' throws
  GDALClose(ds);
  return n;
}

int owned_ok(const char *path) {
  GDALDatasetUniquePtr ds(GDALDataset::Open(path, GDAL_OF_RASTER));
  if (!ds)
    throw std::runtime_error(path);
  return step(ds->GetRasterXSize());
}

int transfer_bad(GDALDataset *ds, bool dry) {
  if (ds->StartTransaction() != OGRERR_NONE)
    return -1;
  step(1); // expect: session-missing-rollback the transaction on 'ds' stays open when 'step' throws
  if (ds->CommitTransaction() != OGRERR_NONE)
    return -1; // expect: session-missing-rollback after its commit failed
  return 0;
}

// Nothing says that 'layer' is of 'ds'.
bool layer_FN(GDALDataset *ds, OGRLayer *layer, OGRFeature *feature) {
  if (ds->StartTransaction() != OGRERR_NONE)
    return false;
  if (layer->CreateFeature(feature) != OGRERR_NONE)
    return false;
  return ds->CommitTransaction() == OGRERR_NONE;
}

bool transfer_ok(GDALDataset *ds, OGRLayer *layer, OGRFeature *feature) {
  if (ds->StartTransaction() != OGRERR_NONE)
    return false;
  if (layer->CreateFeature(feature) != OGRERR_NONE) {
    ds->RollbackTransaction();
    return false;
  }
  return ds->CommitTransaction() == OGRERR_NONE;
}

int rows_bad(GDALDataset *ds, bool dry) {
  OGRLayer *rows = ds->ExecuteSQL("SELECT * FROM shop", nullptr, "SQLITE");
  if (!rows)
    return -1;
  if (dry)
    return 0; // expect: session-statement-leak 'rows' is not ended on the return
  ds->ReleaseResultSet(rows);
  return 1;
}

int rows_ok(GDALDataset *ds) {
  OGRLayer *rows = ds->ExecuteSQL("SELECT * FROM shop", nullptr, "SQLITE");
  if (!rows)
    return -1;
  ds->ReleaseResultSet(rows);
  return 1;
}

void closed_bad(GDALDatasetH ds) {
  GDALClose(ds);
  GDALFlushCache(ds); // expect: session-use-after-close 'ds' is used by 'GDALFlushCache' after it was closed
}

const char *layer_outlives_bad(const char *path) {
  GDALDataset *ds = GDALDataset::Open(path);
  if (!ds)
    return "";
  OGRLayer *layer = ds->GetLayer(0);
  GDALClose(ds);
  return layer->GetName(); // expect: session-use-after-close
}

int band_outlives_bad(const char *path) {
  GDALDataset *ds = GDALDataset::Open(path);
  if (!ds)
    return 0;
  GDALRasterBand *band = ds->GetRasterBand(1);
  GDALClose(ds);
  return band->GetXSize(); // expect: session-use-after-close
}

double band_ok(const char *path) {
  GDALDataset *ds = GDALDataset::Open(path);
  if (!ds)
    return 0;
  GDALRasterBand *band = ds->GetRasterBand(1);
  double none = band ? band->GetNoDataValue(nullptr) : 0;
  GDALClose(ds);
  return none;
}

GDALRasterBand *first_band_ok(GDALDataset *ds) { return ds->GetRasterBand(1); }

int c_layer_bad(const char *path) {
  GDALDatasetH ds = GDALOpenEx(path, GDAL_OF_VECTOR, nullptr, nullptr, nullptr);
  if (!ds)
    return 0;
  OGRLayerH layer = GDALDatasetGetLayer(ds, 0);
  GDALClose(ds);
  return int(OGR_L_GetFeatureCount(layer, 1)); // expect: session-use-after-close
}

bool points_bad(GDALDataset *ds, OGRFeature *feature) {
  OGRLayer *layer = ds->GetLayerByName("points");
  if (!layer || ds->StartTransaction() != OGRERR_NONE)
    return false;
  if (layer->CreateFeature(feature) != OGRERR_NONE)
    return false; // expect: session-missing-rollback stays open on the return
  return ds->CommitTransaction() == OGRERR_NONE;
}

bool points_ok(GDALDataset *ds, OGRFeature *feature) {
  OGRLayer *layer = ds->GetLayerByName("points");
  if (!layer || ds->StartTransaction() != OGRERR_NONE)
    return false;
  if (layer->CreateFeature(feature) != OGRERR_NONE) {
    ds->RollbackTransaction();
    return false;
  }
  return ds->CommitTransaction() == OGRERR_NONE;
}
