-- A database at level 1 of the schema, as a dump.



SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;


CREATE SCHEMA aevrion;


SET default_tablespace = '';

SET default_table_access_method = heap;


CREATE TABLE aevrion.event (
    ts bigint NOT NULL,
    id bytea NOT NULL,
    key text NOT NULL COLLATE pg_catalog."C",
    value bytea,
    origin smallint NOT NULL,
    parents bytea[],
    CONSTRAINT event_id_check CHECK ((octet_length(id) = 32)),
    CONSTRAINT event_ts_check CHECK ((ts >= 0))
);



CREATE TABLE aevrion.migration (
    version integer NOT NULL,
    name text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);



CREATE TABLE aevrion.region (
    id smallint NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C"
);



ALTER TABLE aevrion.region ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME aevrion.region_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);



CREATE TABLE aevrion.shape (
    only_row boolean DEFAULT true NOT NULL,
    region text NOT NULL,
    granularity_ms bigint NOT NULL,
    branching_factor integer NOT NULL,
    CONSTRAINT shape_branching_factor_check CHECK ((branching_factor > 1)),
    CONSTRAINT shape_granularity_ms_check CHECK ((granularity_ms > 0)),
    CONSTRAINT shape_only_row_check CHECK (only_row)
);



CREATE TABLE aevrion.tree_node (
    level smallint NOT NULL,
    index bigint NOT NULL,
    count bigint NOT NULL,
    digest bytea,
    digest_count bigint,
    CONSTRAINT tree_node_count_check CHECK ((count > 0)),
    CONSTRAINT tree_node_digest_check CHECK ((octet_length(digest) = 32))
)
WITH (fillfactor='50');



INSERT INTO aevrion.event VALUES (0, '\x25a3a367a5ccb0fd4dc9b8c5f0b92bd02dc674ea1593e51fac7911d3d3feaec9', 'schlüssel/
', '\x78', 1, '{"\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523","\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523"}');
INSERT INTO aevrion.event VALUES (1750000020000, '\x0382f9db772a4573fcf6e942a626ee447c57011a253c32e93af2a634e784b74b', 'series/000000', '\x76616c75652030', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000020003, '\x382e514e4184f753552173ccdd5fd9e6fa74ee201afcbff0acddbe1ec2ef6448', 'tie', '\x7469652034', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000020003, '\x6843baeba8efbfe357c3cfff929d07f3aebb1dfbc76332199c4cc9468936e9d5', 'tie', '\x7469652030', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000020003, '\xb7fe0c01ff92be4bc16b1a311a24c26a29bfde95d8e1626dea56583de835ab27', 'tie', '\x7469652031', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000020003, '\xe02fd1b963ec9e1ad8054b84944baf55084ff4a7dbc7e99da17221c1d99df2ab', 'tie', '\x7469652033', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000020003, '\xe82d2b1da8b151fdbedc1e9d9474ef15651c21e0fd667e94a610edb5946aed41', 'tie', '\x7469652032', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000020004, '\x0e6e3d58435334fd714176139c576753b1beed2f23e9c746d8c4153548bc3543', 'gone', NULL, 3, NULL);
INSERT INTO aevrion.event VALUES (1750000020004, '\x96c4c0fb624309587aff7473d3a86b249a87cd232c02acab912901c94b887be7', 'empty', '\x', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000020005, '\x63f26a3725a6b64cb0c960b0649997561f4a9927e41d2f54b7ddbd9a2110b9f0', 'shared', '\x73616d65', 1, '{"\\xa786676cd7a03af2e02fa2f94c8314e787d282c67f5f190713cc7b996a4a5523"}');
INSERT INTO aevrion.event VALUES (1750000020006, '\x4d43e1dcfbc10750bdb40a3edbb968d978e90198c58ff7c7d1a3d9113eb74f59', 'kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk', '\x00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000020007, '\xc52dfc600db60f118d7a51d1c89665811186d514d4c630b9bf39c3aa3abdcc32', 'batch/1', '\x31', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000020007, '\xd8ffdc03ffed5ba56cf8e5e4c7257d8c7ed73d84e1b682c684d56c012f5d92b0', 'batch/2', NULL, 2, '{"\\x6cc00487e3a301d89bb322ad525372a27571dfdb05e65a0bfa9143f443c347da"}');
INSERT INTO aevrion.event VALUES (1750000020137, '\x3717cb0a52245f42d280bed357fb1bb08a16cc9ab85d41624bf9c64ef189826d', 'series/000001', '\x76616c75652031', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000020274, '\x004a3a741c4851d31f8f8a1f588b90c18bdc6aa84cad94d586c2d24408d679cb', 'series/000002', '\x76616c75652032', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000020411, '\x5fc0c0bf02031b5d96177b59409512504be4cba37894e94e5ef59bbcebe4a905', 'series/000003', '\x76616c75652033', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000020548, '\xdfc221f204053e05f02e5c359807eeb5ce8a2ae67be4c3ce6f8167149ebb8a1e', 'series/000004', '\x76616c75652034', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000020685, '\x661b5ad39c2e961750a283da686d0bf471f9251a831fc626b2e1737734da9ac1', 'series/000005', '\x76616c75652035', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000020822, '\x2901c97590b5d6d5648c76a633ae385f1c98f8aeee326ffdbef9f03efa79aa79', 'series/000006', '\x76616c75652036', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000020959, '\xd963309dd8d1d1e96831901f1c5068cecdc329ac739d027f1942b4f671332998', 'series/000007', '\x76616c75652037', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000021096, '\xfb6d69ff021dce48af4beca7d10f00278c77c5c45f305bca2acf7bca41a4d06a', 'series/000008', '\x76616c75652038', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000021233, '\xc1989754cf62aa9fa73ba05b8ea1d95896bcbf2affedefdb7d41fdd1b00055c0', 'series/000009', '\x76616c75652039', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000021370, '\x3e334f2ce53703734e10e3bf2259f4f821e801965210a3039cdaf99dbacdb32f', 'series/000010', '\x76616c7565203130', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000021507, '\xd3e9b8146db5cdfa62ba49cabb3d3f48004df1f7b27c937c8fdb2f44ff3bfe3d', 'series/000011', '\x76616c7565203131', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000021644, '\x97fcf4d36bfe23d71ab594e6f723848301095aea6a0d054634711fc054593222', 'series/000012', '\x76616c7565203132', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000021781, '\x5f74bc1071cf4c910766b5ad3658d8b3c1d542eabf84c4e279428ca37ce6959d', 'series/000013', '\x76616c7565203133', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000021918, '\xaa0084bcd54fd8abef7ee07dbb1cefdbb558ccb0c42d0c957c74b871e9cfd83d', 'series/000014', '\x76616c7565203134', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000022055, '\x802a3c527368d57a3c9058dc63b35cd352faede8b2a648f20595a27052b469ad', 'series/000015', '\x76616c7565203135', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000022192, '\xee22cb62677c1b676a95dd2762c757d002d93d12c31a3adf80d77a62b4499666', 'series/000016', '\x76616c7565203136', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000022329, '\xa3e96f6bde484a41d94660f20517678a65133a5c42899bcb1430f9968981eace', 'series/000017', '\x76616c7565203137', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000022466, '\x88679828da7bcd941fa4f4d0ceafab6190928d5efbbff59d2a25edeae7bdc9da', 'series/000018', '\x76616c7565203138', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000022603, '\xced6e4bf7fe9b64dcb081bbc4619485bb57cf6980a52f33b7aa0f33b2cbb25aa', 'series/000019', '\x76616c7565203139', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000022740, '\x807338ac594c487eed094de66f7c39945f184139fcd0cfdf7f02778fe487f1f5', 'series/000020', '\x76616c7565203230', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000022877, '\xc874aeb6656f504ea756a2304fa0e11773c52b5b43dac6a556ab39cd96609719', 'series/000021', '\x76616c7565203231', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000023014, '\x4c27ed42b9a97faaa5b17766d1acf8d23f8d21640d1e3c797dad8fd6b8c05959', 'series/000022', '\x76616c7565203232', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000023151, '\xef83ad0ff81869c9ea6c848e5330b99df0ca54b92759cc33b99e1971eae33950', 'series/000023', '\x76616c7565203233', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000023288, '\x4215eef141b412aa07ac1217ec165ae682a50798ae3b8f24ba33b652453ec027', 'series/000024', '\x76616c7565203234', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000023425, '\x5a7896a43fe9683a2d237ccfe23464fd3608464cc7b345832b9c2975ab97c7c9', 'series/000025', '\x76616c7565203235', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000023562, '\x5e034581ec37a714f8dfd5fee1ad1d647007d6d1bdaa5c260612f4a0d04a1391', 'series/000026', '\x76616c7565203236', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000023699, '\x5f78c83a2e6774f0cf543cbc1f6e76e56af758f999dbaccd0161a520e422bddd', 'series/000027', '\x76616c7565203237', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000023836, '\x09a8c8b8ed1764ccab09ea303c8be4c86972c59853fae03f1cfc9358bb3afd09', 'series/000028', '\x76616c7565203238', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000023973, '\x5a2a43e4b9170b513bebcf810704411fd40f5e542d64e6afd44b91398856cd5a', 'series/000029', '\x76616c7565203239', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000024110, '\xd12b756819957b183290ebfdd8e2d6643b7b1c348af98d861468975b3247d355', 'series/000030', '\x76616c7565203330', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000024247, '\xcf653bb456dc46fd696e2bbfbc843489107ae9caf9a157d7c4a021063a50838c', 'series/000031', '\x76616c7565203331', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000024384, '\x038a97f34d5b18ca8157226c17c9ba73b969a78c281bcf44ca0e43fb8c0a399b', 'series/000032', '\x76616c7565203332', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000024521, '\xd5b521234a6cad9658678aa8e51fb7661e8e009215e150994d360df9d247edcc', 'series/000033', '\x76616c7565203333', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000024658, '\x334627fb9d23eb6cbf9277dd09f8d83ac3a68f83c0ff8676fcea47adbefd930c', 'series/000034', '\x76616c7565203334', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000024795, '\x43464ea8729a4062c302af7e07823aab3b32403f4ba9c3a9301aa6a86d47b833', 'series/000035', '\x76616c7565203335', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000024932, '\x592aad6cbe92726bfcb25b7fca84efac99a11eff3a7fb998473203c357fa8f9f', 'series/000036', '\x76616c7565203336', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000025069, '\x49d3137afbbb402f23f69d395edc612745c3fdc92a9ac81b3a7a7563fb98789f', 'series/000037', '\x76616c7565203337', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000025206, '\xe81eb84efd3bcf07fb1b5b99b6c7768c8e82b92c9c4f25915debb8590c43b8c6', 'series/000038', '\x76616c7565203338', 2, NULL);
INSERT INTO aevrion.event VALUES (1750000025343, '\xd3e09b5a1e330bf01260e137939d4e8fae82c38ad298823052c8a28d3b6c6d37', 'series/000039', '\x76616c7565203339', 2, NULL);
INSERT INTO aevrion.event VALUES (253402300799999, '\xf1b4b052325a6fd03d16a105e04de53114fc337b5ddf67133395d0c8f501d868', 'last', '\x78', 2, NULL);



INSERT INTO aevrion.migration VALUES (1, 'event_log', '2026-01-01 00:00:00+00');



INSERT INTO aevrion.region OVERRIDING SYSTEM VALUE VALUES (1, 'us');
INSERT INTO aevrion.region OVERRIDING SYSTEM VALUE VALUES (2, 'eu');
INSERT INTO aevrion.region OVERRIDING SYSTEM VALUE VALUES (3, 'ap');



INSERT INTO aevrion.shape VALUES (true, 'eu', 1000, 4);



INSERT INTO aevrion.tree_node VALUES (0, 0, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (0, 1750000020, 19, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (0, 1750000021, 7, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (0, 1750000022, 7, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (0, 1750000023, 8, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (0, 1750000024, 7, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (0, 1750000025, 3, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (0, 253402300799, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (1, 0, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (1, 437500005, 41, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (1, 437500006, 10, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (1, 63350575199, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (2, 0, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (2, 109375001, 51, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (2, 15837643799, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (3, 0, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (3, 27343750, 51, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (3, 3959410949, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (4, 0, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (4, 6835937, 51, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (4, 989852737, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (5, 0, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (5, 1708984, 51, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (5, 247463184, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (6, 0, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (6, 427246, 51, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (6, 61865796, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (7, 0, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (7, 106811, 51, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (7, 15466449, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (8, 0, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (8, 26702, 51, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (8, 3866612, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (9, 0, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (9, 6675, 51, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (9, 966653, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (10, 0, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (10, 1668, 51, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (10, 241663, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (11, 0, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (11, 417, 51, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (11, 60415, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (12, 0, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (12, 104, 51, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (12, 15103, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (13, 0, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (13, 26, 51, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (13, 3775, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (14, 0, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (14, 6, 51, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (14, 943, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (15, 0, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (15, 1, 51, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (15, 235, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (16, 0, 52, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (16, 58, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (17, 0, 52, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (17, 14, 1, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (18, 0, 52, NULL, NULL);
INSERT INTO aevrion.tree_node VALUES (18, 3, 1, NULL, NULL);



SELECT pg_catalog.setval('aevrion.region_id_seq', 3, true);



ALTER TABLE ONLY aevrion.event
    ADD CONSTRAINT event_pkey PRIMARY KEY (ts, id);



ALTER TABLE ONLY aevrion.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (version);



ALTER TABLE ONLY aevrion.region
    ADD CONSTRAINT region_name_key UNIQUE (name);



ALTER TABLE ONLY aevrion.region
    ADD CONSTRAINT region_pkey PRIMARY KEY (id);



ALTER TABLE ONLY aevrion.shape
    ADD CONSTRAINT shape_pkey PRIMARY KEY (only_row);



ALTER TABLE ONLY aevrion.tree_node
    ADD CONSTRAINT tree_node_pkey PRIMARY KEY (level, index);



CREATE INDEX event_key ON aevrion.event USING btree (key, ts DESC, id DESC);




